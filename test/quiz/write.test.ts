import { describe, expect, it } from 'vitest';
import type { CaseForm, ItemForm } from '#model/bank.ts';
import { caseForm, caseFrom } from '#quiz/write-case.ts';
import { formOf, itemFrom } from '#quiz/write-item.ts';
import { latestOf, versionId, workOf } from '#quiz/work.ts';
import { known, shippedBank } from './support.ts';

const cases = shippedBank.cases;

const sound: ItemForm = {
  case: 'midnight-photo',
  kind: 'single',
  teaches: 'classified.state-secret',
  difficulty: 2,
  stem: '领到急件已是深夜，怎样通知值班的同事最稳妥？',
  choices: ['打电话请他来办公室看', '把首页拍下来发给他', '把要点打成文字发群里', '扫描后发他的邮箱'],
  steps: [],
  key: [0],
  rationale: '电话里只说来看文件，不说内容；拍照、打字、扫描传的都是内容。',
  article: 'secrets-29-2',
};
const problemsOf = (more: Partial<ItemForm>) =>
  itemFrom({ ...sound, ...more }, { id: 'own-01@1', cases, known }).problems;

describe('an item filled in as a form', () => {
  it('is an item of the bank, with nothing to mend', () => {
    const { kind, teaches, difficulty, stem, choices, key, rationale, article } = sound;
    expect(itemFrom(sound, { id: 'own-01@1', cases, known })).toEqual({
      item: {
        id: 'own-01@1', case: 'midnight-photo', kind, teaches, difficulty, stem, choices, key, rationale, article,
        checked: null, place: '本单位题库',
      },
      problems: [],
    }); // prettier-ignore
  });

  const pick = '请选出正确的一项；多选题选出全部正确的。';
  it.each<{ what: string; more: Partial<ItemForm>; wrong: readonly [field: string, says: string][] }>([
    { what: 'without a case', more: { case: '' }, wrong: [['case', '请选这道题出自哪个案例。']] },
    { what: 'with a short stem', more: { stem: '怎么办' }, wrong: [['stem', '题干 6 到 80 个字。']] },
    { what: 'without a key', more: { key: [] }, wrong: [['key', pick]] },
    { what: 'with two keys of one', more: { key: [0, 1] }, wrong: [['key', pick]] },
    { what: 'with a key that is no choice', more: { key: [5] }, wrong: [['key', pick]] },
    {
      what: 'with an empty choice',
      more: { choices: ['打电话请他来办公室看', '', '把要点打成文字发群里'] },
      wrong: [['choices.1', '1 到 32 个字。']],
    },
    {
      what: 'with two choices',
      more: { choices: ['打电话请他来看', '拍照发给他'] },
      wrong: [['choices', '3 到 6 个选项，每个 1 到 32 个字。']],
    },
    {
      what: 'with the same choice twice',
      more: { choices: ['打电话请他来看', '拍照发给他', '拍照发给他'] },
      wrong: [['choices', '有两个选项一样。']],
    },
    { what: 'of another article', more: { article: 'secrets-999' }, wrong: [['article', '请从法条表里选一条。']] },
    {
      what: 'that teaches what its case does not',
      more: { teaches: 'scope.personnel' },
      wrong: [['teaches', '请选这个案例所教的类别。']],
    },
    {
      what: 'that cites an article nobody knows',
      more: { rationale: '见保密法第四十八条，电话里只说来看文件。' },
      wrong: [['rationale', '法条表里没有“第四十八条”：请核对现行条文。']],
    },
    {
      what: 'that names somebody',
      more: { stem: '王某领到急件已是深夜，怎样通知同事最稳妥？' },
      wrong: [['stem', '不用“王某”一类的称呼，请写身份，如“乡干部”。']],
    },
    {
      what: 'whose key is seen by its length',
      more: { choices: ['打电话请他来办公室看，电话里不说文件的标题、文号和内容', '拍下发给他', '打字发群里'] },
      wrong: [['choices', '正确选项 27 个字，其他最长 5 个字，一看就知道：请写得差不多长。']],
    },
    {
      what: 'of many, with one right',
      more: { kind: 'multiple' },
      wrong: [['key', '多选题至少有两个正确选项，也至少有一个不正确的。']],
    },
    {
      what: 'of a moment without a step that breaks the rule',
      more: { kind: 'moment', steps: [1] },
      wrong: [['steps', '请选 3 到 6 个步骤，其中要有违规的。']],
    },
  ])('$what is told at its field', ({ more, wrong }) => {
    expect(problemsOf(more)).toEqual(wrong.map(([field, says]) => ({ field, says })));
  });

  it('asks for the first step of a chain that breaks the rule, whatever order the steps were ticked in', () => {
    const { item, problems } = itemFrom(
      { ...sound, kind: 'moment', steps: [3, 1, 2] },
      { id: 'own-02@1', cases, known },
    );
    expect({ key: item?.key, choices: item?.choices.length, problems }).toEqual({ key: [1], choices: 3, problems: [] });
  });

  it('made of any shipped item gives that item back', () => {
    const back = shippedBank.items.map((item) => {
      const form = formOf(
        item,
        cases.find(({ id }) => id === item.case),
      );
      return itemFrom(form, { id: item.id, cases, known });
    });
    expect(back.map(({ item, problems }) => ({ ...item, problems }))).toEqual(
      shippedBank.items.map((item) => ({ ...item, checked: null, place: '本单位题库', problems: [] })),
    );
  });
});

describe('a case filled in as a form', () => {
  const [first] = cases;
  if (!first) throw new Error('expected a shipped case, found none');
  const told = caseForm(first);
  const wrongOf = (more: Partial<CaseForm>) => caseFrom({ ...told, ...more }, { id: 'own-case-01', known }).problems;

  it('made of any shipped case gives that case back', () => {
    const back = cases.map((of) => caseFrom(caseForm(of), { id: of.id, known }));
    expect(back).toEqual(cases.map((of) => ({ of: { ...of, place: '本单位案例' }, problems: [] })));
  });

  it.each<{ what: string; more: Partial<CaseForm>; wrong: readonly [field: string, says: string][] }>([
    { what: 'a long title', more: { title: '一'.repeat(19) }, wrong: [['title', '标题 2 到 18 个字。']] },
    { what: 'no source', more: { source: ' ' }, wrong: [['source', '请写公开的出处，如“公开的保密教育案例”。']] },
    {
      what: 'an empty line',
      more: { lines: ['第一行说了', '', '第三行说了'] },
      wrong: [['lines.1', '2 到 40 个字。']],
    },
    {
      what: 'an article nobody knows',
      more: { articles: ['secrets-999'] },
      wrong: [['articles', '有的法条不在表里，请重选。']],
    },
    {
      what: 'nobody breaking the rule',
      more: { chain: told.chain.map((step) => ({ ...step, breaks: false })) },
      wrong: [['chain', '请标出违规的一步。']],
    },
    {
      what: 'nowhere to stop',
      more: { chain: told.chain.map((step) => ({ ...step, stop: '' })) },
      wrong: [['chain', '请至少在一步写明当时可以怎样停下来。']],
    },
    {
      what: 'a repealed rule',
      more: { happened: `${told.happened}依据定密管理暂行规定。` },
      wrong: [['happened', '提到了已经废止的规定，请改用现行的。']],
    },
  ])('$what is told at its field', ({ more, wrong }) => {
    expect(wrongOf(more)).toEqual(wrong.map(([field, says]) => ({ field, says })));
  });
});

it('a version is another item and the same work: it rests with what was asked before', () => {
  expect([versionId('midnight-photo-01', 2), workOf('midnight-photo-01@2'), workOf('midnight-photo-01')]).toEqual([
    'midnight-photo-01@2',
    'midnight-photo-01',
    'midnight-photo-01',
  ]);
  expect(
    latestOf([
      ['own-01@1', 5],
      ['own-01@2', 3],
      ['own-02@1', 1],
    ]),
  ).toEqual(
    new Map([
      ['own-01', 5],
      ['own-02', 1],
    ]),
  );
});
