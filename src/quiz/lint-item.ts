import type { ItemForm } from '#model/bank.ts';
import type { QuizCase, QuizItem } from '#model/quiz.ts';
import { bySource } from '#quiz/items.ts';
import type { Fault, Known } from '#quiz/lint.ts';
import { markedFields } from '#quiz/marks.ts';
import { isOwn } from '#quiz/work.ts';

const catchAll = /(以上|上述|前面|前述).{0,4}(都|均|皆|全)|^(全|都)(部)?(不)?(对|是|选|正确)$/u;
const articleNumber =
  /第[一二三四五六七八九十百零\d]+条(?:之[一二三])?(?:第[一二三四五六七八九十]+款)?(?:第（[一二三四五六七八九十]+）项)?/gu;
/** The law of 2010 and the order on classification of 2014 have been replaced. */
const repealed = /定密管理暂行规定|2010年?[^。]{0,6}保密法|保密法[（(]2010/u;
/** 王某 and the like: somebody in the group has that name. 某单位, 某天 are nobody. */
const somebody = /[\p{Script=Han}]某(?![些个种项人事时地日年月类位条群文单处方区市县乡局部省校院厂企公军媒涉机])|某某/u;
const choiceLetter = /(选|答案|选项)\s*[A-F]|[A-F]\s*(项|选项)/u;
const no = /^(不能|不行|不可以|不是|不会|不对|不归|不发|不接|不签|不通过|违规)/u;
const yes = /^(能|可以|是，|会|对|归|发，|接，|签，|通过|不违规)/u;
/** A key this much longer than every distractor is seen at a glance. */
const standsOut = 1.6;

/** A field of an item that is wrong: for the author of a file, and for who fills in the form. */
export interface ItemFault {
  readonly field: keyof ItemForm;
  readonly says: string;
  /** The same in Chinese. */
  readonly words: string;
}

/** What is wrong with one item by itself. */
export function lintItem(item: QuizItem, cases: readonly QuizCase[], known: Known): readonly Fault[] {
  const { stem, choices, rationale } = item;
  const marked = markedFields([{ field: 'item', text: [stem, ...choices, rationale].join('\n') }]);
  return [
    ...itemFaults(item, cases, known).map(({ says }) => says),
    ...marked.map(() => 'expected 样张 beside a mark, got none'),
  ].map((says) => ({ place: item.place, says: `item ${item.id}: ${says}` }));
}

/** The same by field; marks are looked for in the form (src/assembly/bank), which need not be an item yet. */
export function itemFaults(item: QuizItem, cases: readonly QuizCase[], known: Known): readonly ItemFault[] {
  const of = cases.find(({ id }) => id === item.case);
  return [...references(item, of, known), ...wordsOf(item, known), ...choicesOf(item, of)];
}

function references(item: QuizItem, of: QuizCase | undefined, { law, categories }: Known): readonly ItemFault[] {
  const articles = [item.article, ...(item.checked && item.checked.against !== bySource ? [item.checked.against] : [])];
  const { teaches } = item;
  return [
    ...[...new Set(articles)]
      .filter((id) => !law[id])
      .map((id) => fault('article', `expected an article of data/law.yaml, got '${id}'`, '请从法条表里选一条。')),
    ...(categories.has(teaches)
      ? []
      : [fault('teaches', `expected a category of rules/categories.yaml, got '${teaches}'`, '请从类别表里选一类。')]),
    ...(of && !of.teaches.includes(teaches)
      ? [fault('teaches', `expected a category its case teaches, got '${teaches}'`, '请选这个案例所教的类别。')]
      : []),
    // The unit's own are numbered by themselves: they may move to another case.
    ...(isOwn(item.id) || item.id.startsWith(`${item.case}-`)
      ? []
      : [fault('case', `expected an id that begins with '${item.case}-'`, '题号须以案例的编号开头。')]),
  ];
}

function wordsOf(item: QuizItem, { law }: Known): readonly ItemFault[] {
  const numbers = new Set(Object.values(law).map(({ article }) => article));
  return (['stem', 'choices', 'rationale'] as const).flatMap((field) => {
    const text = field === 'choices' ? item.choices.join('\n') : item[field];
    return wordFaults(text, numbers).map(({ says, words }) => fault(field, says, words));
  });
}

/** What no text of the bank may say, whatever it is. */
export function wordFaults(text: string, numbers: ReadonlySet<string>): readonly Omit<ItemFault, 'field'>[] {
  const unknown = [...text.matchAll(articleNumber)].map(([number]) => number).filter((number) => !numbers.has(number));
  return [
    ...unknown.map((number) => ({
      says: `expected article numbers of data/law.yaml only, got ${number}`,
      words: `法条表里没有“${number}”：请核对现行条文。`,
    })),
    ...(repealed.test(text)
      ? [{ says: 'expected law in force, got one that was repealed', words: '提到了已经废止的规定，请改用现行的。' }]
      : []),
    ...(somebody.test(text)
      ? [
          {
            says: 'expected nobody named, got a surname with 某',
            words: '不用“王某”一类的称呼，请写身份，如“乡干部”。',
          },
        ]
      : []),
    ...(choiceLetter.test(text)
      ? [
          {
            says: 'expected no letter of a choice: choices are shuffled',
            words: '不写选项的字母：选项的顺序因人而异。',
          },
        ]
      : []),
  ];
}

function choicesOf({ kind, choices, key }: QuizItem, of: QuizCase | undefined): readonly ItemFault[] {
  const faults: ItemFault[] = [];
  if (new Set(choices).size < choices.length)
    faults.push(fault('choices', 'expected each choice once, got one again', '有两个选项一样。'));
  if (choices.some((choice) => catchAll.test(choice)))
    faults.push(fault('choices', 'expected no choice like 以上都对, got one', '不用“以上都对”一类的选项。'));
  if (kind === 'multiple' && (key.length < 2 || key.length === choices.length))
    faults.push(
      fault(
        'key',
        `expected two or more keys and a distractor, got ${key.length} keys of ${choices.length}`,
        '多选题至少有两个正确选项，也至少有一个不正确的。',
      ),
    );
  if (kind === 'moment') faults.push(...momentFaults(choices, key, of));
  if (kind === 'single' || kind === 'what-now') faults.push(...standingOut(choices, key));
  return faults;
}

function momentFaults(
  choices: readonly string[],
  key: readonly number[],
  of: QuizCase | undefined,
): readonly ItemFault[] {
  const breaks = choices.findIndex((did) => of?.chain.some((step) => step.did === did && step.breaks));
  if (breaks === key[0]) return [];
  return [
    fault('steps', 'expected the key at the first step that breaks the rule', '答案须是这些步骤里最先违规的一步。'),
  ];
}

/** What shows the key to whoever does not read. */
function standingOut(choices: readonly string[], key: readonly number[]): readonly ItemFault[] {
  const right = key.map((number) => [...(choices[number] ?? '')].length)[0] ?? 0;
  const others = choices.filter((_, number) => !key.includes(number));
  const longest = Math.max(...others.map((choice) => [...choice].length));
  return [
    ...(isOddOne(choices, key)
      ? [
          fault(
            'choices',
            'expected a distractor that says 能 or 不能 like the key, got a key that stands alone',
            '只有正确选项一个说“能”或者“不能”，一看就知道：请让另一个选项也这样开头。',
          ),
        ]
      : []),
    ...(right > longest * standsOut
      ? [
          fault(
            'choices',
            `expected a key about as long as its distractors, got ${right} to ${longest} characters`,
            `正确选项 ${right} 个字，其他最长 ${longest} 个字，一看就知道：请写得差不多长。`,
          ),
        ]
      : []),
  ];
}

function fault(field: keyof ItemForm, says: string, words: string): ItemFault {
  return { field, says, words };
}

/** The only no among three yes, or the other way round, is the key to whoever looks at first words. */
function isOddOne(choices: readonly string[], key: readonly number[]): boolean {
  const sides = choices.map((choice) => (no.test(choice) ? 'no' : yes.test(choice) ? 'yes' : null));
  const side = sides[key[0] ?? 0];
  return !sides.includes(null) && sides.filter((other) => other === side).length === 1;
}
