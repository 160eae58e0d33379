import { describe, expect, test } from 'vitest';
import { fill } from '#console/fill.ts';
import { routeTable } from '#console/console.ts';
import { aHouse, unit } from './house.ts';

describe('the page for members', () => {
  test('names the office, the purpose, the data, the terms and the rights, each with its article', async () => {
    const house = await aHouse();
    const { json } = await house.ask('GET', '/about');
    expect(json).toMatchObject({
      office: { unit: unit.name, office: unit.office, officePhone: unit.officePhone, dutyPhone: unit.dutyPhone },
      terms: house.parts.retention.map(({ keeps }) => ({
        title: keeps,
        term: expect.stringMatching(/^\d+ (天|分钟)$|^不按天数删除$/),
      })),
      rights: [
        { article: '《中华人民共和国个人信息保护法》第十七条' },
        { article: '《中华人民共和国个人信息保护法》第十七条' },
        { article: '《中华人民共和国个人信息保护法》第二十四条' },
        { article: '《中华人民共和国个人信息保护法》第四十七条' },
      ],
      sections: ['谁在处理', '为了什么', '怎样处理', '处理哪些信息', '有不同意见'].map((title) => ({ title })),
    });
  });

  test("carries the notice with the unit's words and no field left", async () => {
    const house = await aHouse();
    const { text } = await house.ask('GET', '/about');
    for (const word of [unit.name, unit.office, unit.officePhone, unit.upperPhone]) expect(text).toContain(word);
    expect(text).not.toMatch(/\{[^"{}]+\}|待填写/);
  });

  test('says before the setup that the office is not named yet', async () => {
    const house = await aHouse({ isSetUp: false });
    const { json } = await house.ask('GET', '/about');
    expect(json).toMatchObject({ office: null, notice: expect.stringContaining('【待填写】启用“周知”') });
  });
});

test('the impact assessment is filled in for the admin to complete', async () => {
  const house = await aHouse();
  const { json } = await house.ask('GET', '/documents/assessment', { as: await house.seated('admin') });
  expect(json).toMatchObject({
    title: '个人信息保护影响评估',
    markdown: expect.stringContaining(`| 处理者 | ${unit.name} |`),
  });
  expect(json).toMatchObject({ markdown: expect.stringContaining('《中华人民共和国个人信息保护法》第五十五条') });
});

describe('what people wrote wrongly stops the start', () => {
  test('a field nobody knows', () => {
    expect(() => fill('请找{保密处}', { 保密办: 'x' })).toThrow('expected one of the fields 保密办, got {保密处}');
  });

  test('a field in a document', async () => {
    const { parts } = await aHouse();
    expect(() => routeTable({ ...parts, documents: { ...parts.documents, notice: '{保密处}' } })).toThrow(
      'got {保密处}',
    );
  });

  test('an article that is not in the law book', async () => {
    const { parts } = await aHouse();
    expect(() => routeTable({ ...parts, law: {} })).toThrow('expected the article personal-17 in data/law.yaml');
  });
});
