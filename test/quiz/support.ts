import type { ItemBank, QuizItem } from '#model/quiz.ts';
import { parseSheet } from '#lib/sheet.ts';
import { parseCases } from '#quiz/cases.ts';
import { parseItems } from '#quiz/items.ts';
import type { Known } from '#quiz/lint.ts';
import { loadItemBank } from '#assembly/item-bank.ts';
import { findRoot } from '#assembly/root.ts';
import { loadShelf } from '#assembly/shelf.ts';

const root = findRoot();
const { law, catalogue } = loadShelf(root);

export const known: Known = { law, categories: new Set(catalogue.categories.keys()) };
export const shippedBank = loadItemBank(root);

export const caseYaml = `source: 教材
cases:
  - id: one
    form: story
    title: 一个案例
    lines: [第一行, 第二行, 第三行]
    happened: ${'经过'.repeat(20)}
    chain:
      - { did: 领取文件, stop: 问清楚 }
      - { did: 拍下照片, breaks: true }
      - { did: 发到群里, breaks: true }
    behaviours: [拍照]
    articles: [secrets-29-1]
    instead: [当面看]
    teaches: [classified.state-secret]
`;

export const itemsYaml = `case: one
checker: 某人
items:
  - id: one-01
    kind: single
    teaches: classified.state-secret
    difficulty: 1
    stem: 拍下来还没有发，算违规吗？
    choices: [算，拍下就是复制, 不算，没有发出去, 算，但删掉就行, 不算，只拍了一页]
    key: A
    rationale: 拍下照片就已经是复制件。
    article: secrets-29-1
    checkedBy: secrets-29-1
  - id: one-02
    kind: multiple
    teaches: classified.state-secret
    difficulty: 2
    stem: 看到别人发了照片，应当做什么？
    choices: [提醒撤回, 存一份, 马上报告]
    key: AC
    rationale: 存一份是新的复制。
    article: secrets-47
    checkedBy: unchecked
  - id: one-03
    kind: true-false
    teaches: classified.state-secret
    difficulty: 1
    stem: 撤回了就不用报告。
    key: 错
    rationale: 撤回只是补救。
    article: regulation-61
    checkedBy: regulation-61
  - id: one-04
    kind: moment
    teaches: classified.state-secret
    difficulty: 2
    stem: 最先违规的是哪一步？
    steps: [1, 2, 3]
    key: 2
    rationale: 拍下就违规了。
    article: secrets-29-1
    checkedBy: secrets-29-1
`;

export function bankOf(cases: string = caseYaml, items: string = itemsYaml): ItemBank {
  const told = parseCases([parseSheet(cases, 'case.yaml')]);
  return { cases: told, items: parseItems([parseSheet(items, 'quiz.yaml')], told) };
}

/** The item of a kind in the bank above. */
export function itemOf(kind: QuizItem['kind']): QuizItem {
  const item = bankOf().items.find((one) => one.kind === kind);
  if (!item) throw new Error(`expected an item of kind ${kind}, found none`);
  return item;
}
