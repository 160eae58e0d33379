import { Button } from 'tdesign-react/es/button/index.js';
import type { BankOptions, ItemForm } from '#model/bank.ts';
import type { ItemKind } from '#model/quiz.ts';
import { AreaField, ChoiceField, FieldGroup, type WrongAt } from '#web/console/bank/form-parts.tsx';
import { difficultyWords, itemKinds } from '#web/console/bank/words.ts';
import { TextInput } from '#web/console/kit/text-input.tsx';
import { Tick } from '#web/console/kit/tick.tsx';

interface Props {
  readonly form: ItemForm;
  readonly options: BankOptions;
  readonly wrongAt: WrongAt;
  readonly onChange: (field: string, form: ItemForm) => void;
}

const longest = { stem: 80, choice: 32, rationale: 120 } as const;
const mostChoices = 6;
const fewestChoices = 3;

/** An item, field by field; what its kind has no use for is not asked. */
export function ItemFields({ form, options, wrongAt, onChange }: Props) {
  const set = (field: keyof ItemForm, more: Partial<ItemForm>) => onChange(field, { ...form, ...more });
  const of = options.cases.find(({ id }) => id === form.case);
  const teaches = options.categories.filter(({ id }) => of?.teaches.includes(id) ?? true);
  const law = options.articles.find(({ id }) => id === form.article);
  return (
    <>
      <ChoiceField
        label="出自哪个案例"
        value={form.case}
        options={options.cases.map(({ id, title }) => [id, title])}
        wrong={wrongAt('case')}
        onChange={(id) => set('case', { case: id, ...(id === form.case ? {} : fittingTo(id, form, options)) })}
      />
      <div className="bank-row">
        <ChoiceField
          label="题型"
          value={form.kind}
          options={itemKinds}
          wrong={wrongAt('kind')}
          onChange={(chosen) => {
            const kind = itemKinds.find(([one]) => one === chosen)?.[0] ?? form.kind;
            set('kind', { kind, key: keyFor(kind, form) });
          }}
        />
        <ChoiceField
          label="难度"
          value={String(form.difficulty)}
          options={([1, 2, 3] as const).map((level) => [String(level), difficultyWords[level]])}
          wrong={wrongAt('difficulty')}
          onChange={(level) => set('difficulty', { difficulty: level === '1' ? 1 : level === '3' ? 3 : 2 })}
        />
      </div>
      <ChoiceField
        label="教哪一类"
        hint="违反了这一类的人会先遇到它"
        value={form.teaches}
        options={teaches.map(({ id, title }) => [id, title])}
        wrong={wrongAt('teaches')}
        onChange={(id) => set('teaches', { teaches: id })}
      />
      <AreaField
        label="题干"
        rows={2}
        maxLength={longest.stem}
        value={form.stem}
        wrong={wrongAt('stem')}
        onChange={(stem) => set('stem', { stem })}
      />
      <Answers form={form} options={options} wrongAt={wrongAt} onChange={onChange} />
      <AreaField
        label="解析：为什么对，为什么错"
        rows={3}
        maxLength={longest.rationale}
        value={form.rationale}
        wrong={wrongAt('rationale')}
        onChange={(rationale) => set('rationale', { rationale })}
      />
      <ChoiceField
        label="依据"
        value={form.article}
        options={articlesFor(of?.articles ?? [], options)}
        wrong={wrongAt('article')}
        {...(law ? { hint: law.says } : {})}
        onChange={(article) => set('article', { article })}
      />
    </>
  );
}

/** What another case does not have is let go. */
function fittingTo(id: string, { teaches }: ItemForm, options: BankOptions): Partial<ItemForm> {
  const of = options.cases.find((one) => one.id === id);
  return { steps: [], teaches: of?.teaches.includes(teaches) ? teaches : (of?.teaches[0] ?? '') };
}

function keyFor(kind: ItemKind, { key, kind: before }: ItemForm): readonly number[] {
  if (kind === 'moment' || (kind === 'true-false') !== (before === 'true-false')) return [];
  return kind === 'multiple' ? key : key.slice(0, 1);
}

/** Those of the case first: they are what it was told for. */
function articlesFor(own: readonly string[], { articles }: BankOptions) {
  const first = articles.filter(({ id }) => own.includes(id));
  const rest = articles.filter(({ id }) => !own.includes(id));
  return [...first, ...rest].map(({ id, name }) => [id, name] as const);
}

function Answers({ form, options, wrongAt, onChange }: Props) {
  const set = (field: keyof ItemForm, more: Partial<ItemForm>) => onChange(field, { ...form, ...more });
  switch (form.kind) {
    case 'true-false':
      return (
        <FieldGroup legend="这句话" wrong={wrongAt('key')}>
          <div className="bank-ticks">
            {['对', '错'].map((words, at) => (
              <Tick key={words} label={words} isOn={form.key[0] === at} onChange={() => set('key', { key: [at] })} />
            ))}
          </div>
        </FieldGroup>
      );
    case 'moment': {
      const chain = options.cases.find(({ id }) => id === form.case)?.chain ?? [];
      return (
        <FieldGroup legend="从哪几步里找" hint="答案是其中最先违规的一步" wrong={wrongAt('steps') ?? wrongAt('key')}>
          <ol className="bare bank-steps">
            {chain.map(({ did, breaks }, at) => (
              <li key={did}>
                <Tick
                  label={`${at + 1}. ${did}${breaks ? '（违规）' : ''}`}
                  isOn={form.steps.includes(at + 1)}
                  onChange={() => set('steps', { steps: toggled(form.steps, at + 1) })}
                />
              </li>
            ))}
          </ol>
        </FieldGroup>
      );
    }
    case 'single':
    case 'what-now':
    case 'multiple':
      return <Choices form={form} wrongAt={wrongAt} onChange={onChange} />;
  }
}

function Choices({ form, wrongAt, onChange }: Omit<Props, 'options'>) {
  const { choices, key, kind } = form;
  const set = (field: string, more: Partial<ItemForm>) => onChange(field, { ...form, ...more });
  const mark = (at: number) => set('key', { key: kind === 'multiple' ? toggled(key, at) : [at] });
  const remove = (at: number) =>
    set('choices', {
      choices: choices.filter((_, other) => other !== at),
      key: key.filter((one) => one !== at).map((one) => (one > at ? one - 1 : one)),
    });
  return (
    <FieldGroup
      legend={kind === 'multiple' ? '选项，勾出全部正确的' : '选项，勾出正确的一项'}
      hint="成员看到的顺序各不相同，不要写“以上都对”"
      wrong={wrongAt('choices') ?? wrongAt('key')}
    >
      <ul className="bare bank-choices">
        {choices.map((choice, at) => {
          const letter = String.fromCharCode(65 + at);
          const wrong = wrongAt(`choices.${at}`);
          return (
            <li key={at}>
              <div className="bank-choice">
                <TextInput
                  aria-label={`选项 ${letter}`}
                  aria-invalid={wrong !== null}
                  maxLength={longest.choice}
                  placeholder={`选项 ${letter}`}
                  value={choice}
                  onChange={(words) =>
                    set(`choices.${at}`, { choices: choices.map((one, other) => (other === at ? words : one)) })
                  }
                />
                <Tick label={`${letter} 正确`} isOn={key.includes(at)} onChange={() => mark(at)} />
                {choices.length > fewestChoices && (
                  <Button
                    tag="button"
                    variant="text"
                    size="small"
                    aria-label={`去掉选项 ${letter}`}
                    onClick={() => remove(at)}
                  >
                    去掉
                  </Button>
                )}
              </div>
              {wrong !== null && <span className="wrong">{wrong}</span>}
            </li>
          );
        })}
      </ul>
      {choices.length < mostChoices && (
        <Button
          tag="button"
          variant="dashed"
          size="small"
          onClick={() => set('choices', { choices: [...choices, ''] })}
        >
          加一个选项
        </Button>
      )}
    </FieldGroup>
  );
}

function toggled(numbers: readonly number[], number: number): readonly number[] {
  return numbers.includes(number)
    ? numbers.filter((one) => one !== number)
    : [...numbers, number].sort((one, other) => one - other);
}
