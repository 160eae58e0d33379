import { Button } from 'tdesign-react/es/button/index.js';
import type { BankOptions, CaseForm } from '#model/bank.ts';
import {
  AreaField,
  ChoiceField,
  FieldGroup,
  LineField,
  ManyField,
  type WrongAt,
} from '#web/console/bank/form-parts.tsx';
import { TextInput } from '#web/console/kit/text-input.tsx';
import { Tick } from '#web/console/kit/tick.tsx';

interface Props {
  readonly form: CaseForm;
  readonly options: BankOptions;
  readonly wrongAt: WrongAt;
  readonly onChange: (field: string, form: CaseForm) => void;
}

/** A case, field by field: what happened, the chain with where it could have been stopped, what to do instead. */
export function CaseFields({ form, options, wrongAt, onChange }: Props) {
  const set = (field: string, more: Partial<CaseForm>) => onChange(field, { ...form, ...more });
  return (
    <>
      <div className="bank-row">
        <LineField
          label="标题"
          maxLength={18}
          value={form.title}
          wrong={wrongAt('title')}
          onChange={(title) => set('title', { title })}
        />
        <ChoiceField
          label="形式"
          value={form.form}
          options={[
            ['story', '案例：真实发生过的'],
            ['measures', '办法：正确的步骤'],
          ]}
          wrong={wrongAt('form')}
          onChange={(chosen) => set('form', { form: chosen === 'measures' ? 'measures' : 'story' })}
        />
      </div>
      <LineField
        label="出处"
        hint="只写已经公开的；人名、单位名一律换成身份，用自己的话重述"
        maxLength={60}
        value={form.source}
        wrong={wrongAt('source')}
        onChange={(source) => set('source', { source })}
      />
      <FieldGroup legend="三行讲完" hint="每道题答后都会看到这三行，每行 40 字以内" wrong={wrongAt('lines')}>
        {form.lines.map((line, at) => (
          <Part key={at} wrong={wrongAt(`lines.${at}`)}>
            <TextInput
              aria-label={`第 ${at + 1} 行`}
              aria-invalid={wrongAt(`lines.${at}`) !== null}
              placeholder={`第 ${at + 1} 行`}
              maxLength={40}
              value={line}
              onChange={(words) => set(`lines.${at}`, { lines: replaced(form.lines, at, words) })}
            />
          </Part>
        ))}
      </FieldGroup>
      <AreaField
        label="经过"
        rows={5}
        maxLength={1000}
        value={form.happened}
        wrong={wrongAt('happened')}
        onChange={(happened) => set('happened', { happened })}
      />
      <Chain form={form} wrongAt={wrongAt} onChange={onChange} />
      <AreaField
        label="是哪些行为"
        hint="一行一种"
        maxLength={600}
        value={form.behaviours.join('\n')}
        wrong={wrongAt('behaviours')}
        onChange={(words) => set('behaviours', { behaviours: linesIn(words) })}
      />
      <AreaField
        label="正确的做法"
        hint="一行一条，成员答题后会看到"
        maxLength={600}
        value={form.instead.join('\n')}
        wrong={wrongAt('instead')}
        onChange={(words) => set('instead', { instead: linesIn(words) })}
      />
      <ManyField
        label="依据"
        chosen={form.articles}
        options={options.articles.map(({ id, name }) => [id, name])}
        wrong={wrongAt('articles')}
        onChange={(articles) => set('articles', { articles })}
      />
      <ManyField
        label="教哪几类"
        chosen={form.teaches}
        options={options.categories.map(({ id, title }) => [id, title])}
        wrong={wrongAt('teaches')}
        onChange={(teaches) => set('teaches', { teaches })}
      />
    </>
  );
}

function Part({ wrong, children }: { readonly wrong: string | null; readonly children: React.ReactNode }) {
  return (
    <div className="bank-part">
      {children}
      {wrong !== null && <span className="wrong">{wrong}</span>}
    </div>
  );
}

const mostSteps = 8;
const fewestSteps = 2;

function Chain({ form, wrongAt, onChange }: Omit<Props, 'options'>) {
  const { chain } = form;
  const set = (field: string, next: CaseForm['chain']) => onChange(field, { ...form, chain: next });
  return (
    <FieldGroup legend="一步一步" hint="写到哪一步违规，哪一步当时还能停下来" wrong={wrongAt('chain')}>
      <ol className="bare bank-chain">
        {chain.map((step, at) => {
          const change = (part: 'did' | 'stop', words: string) =>
            set(`chain.${at}.${part}`, replaced(chain, at, { ...step, [part]: words }));
          return (
            <li key={at}>
              <Part wrong={wrongAt(`chain.${at}.did`)}>
                <TextInput
                  aria-label={`第 ${at + 1} 步`}
                  aria-invalid={wrongAt(`chain.${at}.did`) !== null}
                  placeholder={`第 ${at + 1} 步做了什么`}
                  maxLength={32}
                  value={step.did}
                  onChange={(words) => change('did', words)}
                />
              </Part>
              <Part wrong={wrongAt(`chain.${at}.stop`)}>
                <TextInput
                  aria-label={`第 ${at + 1} 步怎样停下来`}
                  placeholder="当时可以怎样停下来（可不填）"
                  maxLength={60}
                  value={step.stop}
                  onChange={(words) => change('stop', words)}
                />
              </Part>
              <div className="bank-ticks">
                <Tick
                  label={`第 ${at + 1} 步违规`}
                  isOn={step.breaks}
                  onChange={(breaks) => set('chain', replaced(chain, at, { ...step, breaks }))}
                />
                {chain.length > fewestSteps && (
                  <Button
                    tag="button"
                    variant="text"
                    size="small"
                    aria-label={`去掉第 ${at + 1} 步`}
                    onClick={() =>
                      set(
                        'chain',
                        chain.filter((_, other) => other !== at),
                      )
                    }
                  >
                    去掉
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      {chain.length < mostSteps && (
        <Button
          tag="button"
          variant="dashed"
          size="small"
          onClick={() => set('chain', [...chain, { did: '', breaks: false, stop: '' }])}
        >
          加一步
        </Button>
      )}
    </FieldGroup>
  );
}

function replaced<Each>(list: readonly Each[], at: number, one: Each): readonly Each[] {
  return list.map((each, other) => (other === at ? one : each));
}

/** A last line that is still empty stays while it is written. */
function linesIn(words: string): readonly string[] {
  return words === '' ? [] : words.split('\n');
}
