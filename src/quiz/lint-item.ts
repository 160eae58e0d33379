import type { QuizCase, QuizItem } from '#model/quiz.ts';
import type { Fault, Known } from '#quiz/lint.ts';

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

/** What is wrong with one item by itself. */
export function lintItem(item: QuizItem, cases: readonly QuizCase[], known: Known): readonly Fault[] {
  const of = cases.find(({ id }) => id === item.case);
  const faults = [...references(item, of, known), ...wordsOf(item, known), ...choicesOf(item, of)];
  return faults.map((says) => ({ place: item.place, says: `item ${item.id}: ${says}` }));
}

function references(item: QuizItem, of: QuizCase | undefined, { law, categories }: Known): readonly string[] {
  const articles = [item.article, ...(item.checked ? [item.checked.against] : [])];
  return [
    ...[...new Set(articles)].filter((id) => !law[id]).map((id) => `expected an article of data/law.yaml, got '${id}'`),
    ...(categories.has(item.teaches) ? [] : [`expected a category of rules/categories.yaml, got '${item.teaches}'`]),
    ...(of && !of.teaches.includes(item.teaches)
      ? [`expected a category its case teaches, got '${item.teaches}'`]
      : []),
    ...(item.id.startsWith(`${item.case}-`) ? [] : [`expected an id that begins with '${item.case}-'`]),
  ];
}

function wordsOf(item: QuizItem, { law }: Known): readonly string[] {
  const text = [item.stem, ...item.choices, item.rationale].join('\n');
  const numbers = new Set(Object.values(law).map(({ article }) => article));
  const unknown = [...text.matchAll(articleNumber)].map(([number]) => number).filter((number) => !numbers.has(number));
  return [
    ...unknown.map((number) => `expected article numbers of data/law.yaml only, got ${number}`),
    ...(repealed.test(text) ? ['expected law in force, got one that was repealed'] : []),
    ...(somebody.test(text) ? ['expected nobody named, got a surname with 某'] : []),
    ...(choiceLetter.test(text) ? ['expected no letter of a choice: choices are shuffled'] : []),
  ];
}

function choicesOf({ kind, choices, key }: QuizItem, of: QuizCase | undefined): readonly string[] {
  const faults: string[] = [];
  if (new Set(choices).size < choices.length) faults.push('expected each choice once, got one again');
  if (choices.some((choice) => catchAll.test(choice))) faults.push('expected no choice like 以上都对, got one');
  if (kind === 'multiple' && (key.length < 2 || key.length === choices.length))
    faults.push(`expected two or more keys and a distractor, got ${key.length} keys of ${choices.length}`);
  if (kind === 'moment') {
    const breaks = choices.findIndex((did) => of?.chain.some((step) => step.did === did && step.breaks));
    if (breaks !== key[0]) faults.push('expected the key at the first step that breaks the rule');
  }
  if (kind === 'single' || kind === 'what-now') {
    const right = key.map((number) => [...(choices[number] ?? '')].length)[0] ?? 0;
    const longest = Math.max(
      ...choices.filter((_, number) => !key.includes(number)).map((choice) => [...choice].length),
    );
    if (isOddOne(choices, key))
      faults.push('expected a distractor that says 能 or 不能 like the key, got a key that stands alone');
    if (right > longest * standsOut)
      faults.push(`expected a key about as long as its distractors, got ${right} to ${longest} characters`);
  }
  return faults;
}

/** The only no among three yes, or the other way round, is the key to whoever looks at first words. */
function isOddOne(choices: readonly string[], key: readonly number[]): boolean {
  const sides = choices.map((choice) => (no.test(choice) ? 'no' : yes.test(choice) ? 'yes' : null));
  const side = sides[key[0] ?? 0];
  return !sides.includes(null) && sides.filter((other) => other === side).length === 1;
}
