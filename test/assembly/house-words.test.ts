import { beforeAll, describe, expect, it } from 'vitest';
import type { BankText, ItemForm } from '#model/bank.ts';
import { houseWords, type HouseWords } from '#assembly/bank/house-words.ts';
import { loadItemBank } from '#assembly/item-bank.ts';
import { findRoot } from '#assembly/root.ts';
import { openLivingRules } from '#assembly/rulebook/living.ts';
import { loadShelf } from '#assembly/shelf.ts';
import { caseForm } from '#quiz/write-case.ts';
import { formOf } from '#quiz/write-item.ts';
import { openSqliteStore } from '#store/open.ts';
import { testKeys } from '../support/open-store.ts';
import { aGroupRow, aUnit, noon } from '../support/store-rows.ts';

const bank = loadItemBank(findRoot());
const shelf = loadShelf(findRoot());
let count = 0;

describe('what the house says of a text of the bank', () => {
  let words: HouseWords;
  beforeAll(async () => {
    const newPseudonym = (): string => `p-${(count += 1)}`;
    const store = openSqliteStore({
      file: ':memory:',
      keys: testKeys,
      clock: () => noon,
      newPseudonym,
      retention: shelf.retention,
    });
    await store.record({
      unit: aUnit({ name: '演示单位' }),
      groups: [aGroupRow('sandbox:g1', { name: '综合科工作群' })],
    });
    await store.people.pseudonym('sandbox:zhang', '欧阳明月');
    await store.people.pseudonym('sandbox:li', '高峰');
    await store.people.pseudonym('sandbox:min', '张敏');
    words = houseWords({ store, living: await openLivingRules(shelf, store) });
  });

  it('is nothing of everything that is shipped', async () => {
    const texts: readonly BankText[] = [
      ...bank.items.map((item): BankText => ({
        kind: 'item',
        form: formOf(
          item,
          bank.cases.find(({ id }) => id === item.case),
        ),
      })),
      ...bank.cases.map((of): BankText => ({ kind: 'case', form: caseForm(of) })),
    ];
    const found = await Promise.all(texts.map((text) => words(text)));
    expect(found.flat()).toEqual([]);
  });

  const mark = '像是真实的密级标志：请改用文字说明，确需举例的写明“样张”。';
  it.each<{ what: string; more: Partial<ItemForm>; field: string; says: string | null }>([
    { what: 'a mark', more: { stem: '首页左上角写着“机密★10年”，能不能拍照？' }, field: 'stem', says: mark },
    { what: 'a mark called 样张', more: { stem: '样张首页写着“机密★10年”，能不能拍照？' }, field: 'stem', says: null },
    {
      what: 'an identity number',
      more: { rationale: '比如 11010519491231002X 这样的号码，不能发在群里。' },
      field: 'rationale',
      says: '像是真实的证件、银行卡或电话号码，请去掉。',
    },
    {
      what: 'the unit by its name',
      more: { choices: ['演示单位的人都能看', '只给经办人看', '发到群里'] },
      field: 'choices.0',
      says: '写了本单位或工作群的真实名称，请改成“某单位”“工作群”。',
    },
    {
      what: 'a group by its name',
      more: { stem: '有人在综合科工作群里发了照片，怎么办？' },
      field: 'stem',
      says: '写了本单位或工作群的真实名称，请改成“某单位”“工作群”。',
    },
    {
      what: 'a member by his name',
      more: { stem: '欧阳明月把文件拍照发给了同事，怎么办？' },
      field: 'stem',
      says: '写了本单位成员的姓名，请改成身份，如“一名干部”。',
    },
    {
      what: 'a member by a name of two characters',
      more: { stem: '张敏把文件拍照发给了同事，怎么办？' },
      field: 'stem',
      says: '写了本单位成员的姓名，请改成身份，如“一名干部”。',
    },
    {
      what: 'such a name across two words',
      more: { stem: '手里有这张敏感的照片，怎么办？' },
      field: 'stem',
      says: null,
    },
    {
      what: 'a name that is a word, beside its post',
      more: { stem: '高峰主任说可以发，能不能发？' },
      field: 'stem',
      says: '写了本单位成员的姓名，请改成身份，如“一名干部”。',
    },
    {
      what: 'somebody by name and post',
      more: { stem: '刘洋科长让您把照片发群里，怎么办？' },
      field: 'stem',
      says: '像是真人的姓名加职务，请改成身份，如“一名科长”。',
    },
    { what: 'a post alone', more: { stem: '科长让您把高三老师的名单发群里，怎么办？' }, field: 'stem', says: null },
    { what: 'a name that is a word', more: { stem: '早高峰时在车上看到急件，怎么办？' }, field: 'stem', says: null },
  ])('$what', async ({ more, field, says }) => {
    const [first] = bank.items;
    if (!first) throw new Error('expected a shipped item, found none');
    const form = {
      ...formOf(
        first,
        bank.cases.find(({ id }) => id === first.case),
      ),
      ...more,
    };
    const found = await words({ kind: 'item', form });
    expect(found.map((problem) => [problem.field, problem.says])).toEqual(says === null ? [] : [[field, says]]);
  });
});
