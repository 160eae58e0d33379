import { itemKinds, type ItemBank } from '#model/quiz.ts';
import { giveawaysOf } from '#quiz/lint-balance.ts';
import { bySource } from '#quiz/items.ts';
import { lintBank } from '#quiz/lint.ts';
import { chosenOf, orderFor } from '#quiz/shuffle.ts';
import { answerPageOf, cardOf } from '#quiz/words.ts';
import { UsageError, type ExitCode, type Output } from '#cli/output.ts';
import { drawTable } from '#cli/table.ts';
import { loadItemBank } from '#assembly/item-bank.ts';
import { loadShelf } from '#assembly/shelf.ts';

const kindWords = { single: '单选', multiple: '多选', 'true-false': '判断', moment: '找时刻', 'what-now': '怎么办' };

/** `quiz lint`: what is wrong with the bank, and the figures of it. */
export function lintQuiz(root: string, json: boolean, output: Output): ExitCode {
  const { law, catalogue } = loadShelf(root);
  const bank = loadItemBank(root);
  const faults = lintBank(bank, { law, categories: new Set(catalogue.categories.keys()) });
  const figures = { cases: casesIn(bank), categories: categoriesIn(bank), giveaways: giveawaysOf(bank.items) };
  if (json) output.line(JSON.stringify({ items: bank.items.length, faults, ...figures }));
  else {
    for (const { place, says } of faults) output.problem(`${place}: ${says}`);
    const giveaways = figures.giveaways.map(({ name, of, hits, chance }) => ({
      线索: name,
      题数: of,
      实际: hits,
      凭运气: Math.round(of * chance),
    }));
    output.line([figures.cases, figures.categories, giveaways].map(drawTable).join('\n\n'));
    const unchecked = bank.items.filter(({ checked }) => !checked).length;
    output.line(
      `\n${bank.cases.length} 个案例，${bank.items.length} 道题，${unchecked} 道未核对，${faults.length} 处要改。`,
    );
  }
  return faults.length === 0 ? 0 : 1;
}

export interface Preview {
  readonly root: string;
  /** All of them where it is absent, as a list. */
  readonly id: string | undefined;
  /** Letters, as a member would answer. */
  readonly answer: string | undefined;
  /** Choices in the order this member would see; in the order of the file where it is absent. */
  readonly member: string | undefined;
  readonly json: boolean;
  readonly output: Output;
}

/** `quiz preview [ITEM]`: the card and the answer page as members see them. */
export function previewQuiz({ root, id, answer, member, json, output }: Preview): ExitCode {
  const bank = loadItemBank(root);
  if (id === undefined) {
    const rows = bank.items.map((item) => ({
      编号: item.id,
      题型: kindWords[item.kind],
      难度: item.difficulty,
      题干: item.stem,
    }));
    for (const row of rows) output.line(json ? JSON.stringify(row) : Object.values(row).join('  '));
    return 0;
  }
  const item = bank.items.find((one) => one.id === id);
  const of = bank.cases.find((one) => one.id === item?.case);
  const article = item && loadShelf(root).law[item.article];
  if (!item || !of || !article)
    throw new UsageError(`quiz preview: expected the id of an item, got ${JSON.stringify(id)}`);
  const order = member === undefined ? item.choices.map((_, number) => number) : orderFor(item, member);
  const chosen = answer === undefined ? null : chosenOf(answer, order);
  if (answer !== undefined && !chosen)
    throw new UsageError(`quiz preview: expected letters of ${order.length} choices, got ${JSON.stringify(answer)}`);
  const card = cardOf(item, order);
  const page = answerPageOf({ item, of, article, order, chosen });
  const checked = item.checked
    ? `对照 ${item.checked.against === bySource ? of.source : item.checked.against}；${item.checked.by}`
    : '未核对';
  if (json) output.line(JSON.stringify({ id, card, page, checked }));
  else output.line([...card, '', '── 答案页 ──', ...page, '', `（${item.id}，${item.place}，${checked}）`].join('\n'));
  return 0;
}

function casesIn({ cases, items }: ItemBank) {
  return cases.map(({ id }) => {
    const own = items.filter((item) => item.case === id);
    return {
      案例: id,
      题数: own.length,
      ...Object.fromEntries(
        itemKinds.map((kind) => [kindWords[kind], own.filter((item) => item.kind === kind).length]),
      ),
      ...Object.fromEntries(
        [1, 2, 3].map((level) => [`难度${level}`, own.filter((item) => item.difficulty === level).length]),
      ),
      未核对: own.filter(({ checked }) => !checked).length,
    };
  });
}

function categoriesIn({ items }: ItemBank) {
  const categories = [...new Set(items.map(({ teaches }) => teaches))].toSorted();
  return categories.map((category) => ({
    类别: category,
    题数: items.filter(({ teaches }) => teaches === category).length,
  }));
}
