import { expect, test } from 'vitest';
import { callsSomebody, namesIn } from '#assembly/bank/named.ts';
import { loadItemBank } from '#assembly/item-bank.ts';
import { findRoot } from '#assembly/root.ts';

const { items } = loadItemBank(findRoot());
const texts = items.flatMap(({ stem, choices, rationale }) => [stem, ...choices, rationale]);
const surnames = '王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗'.split(' ');
const given = '伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚'.split(' ');
const names = surnames.flatMap((surname) => given.map((name) => surname + name));

test.each([
  ['张伟把文件发给了同事', '张伟', true],
  ['发给张伟看行不行', '张伟', true],
  ['由李明确认后再发', '李明', true],
  ['李强调不能拍照', '李强', false],
  ['这张伟岸的照片', '张伟', false],
  ['早高峰在车上看文件', '高峰', false],
  ['请高峰同志来看文件', '高峰', true],
  ['经办人：方向', '方向', true],
  ['往哪个方向改', '方向', false],
])('in %s the name %s stands: %s', (text, name, stands) => {
  expect(namesIn(text, name)).toBe(stands);
});

test.each([
  ['刘洋科长说可以发', true],
  ['请陈静同志来看', true],
  ['王副主任说可以发', false],
  ['张老师说可以发', false],
  ['高中老师建了群', false],
  ['安全科长说可以发', false],
])('%s calls somebody by name: %s', (text, calls) => {
  expect(callsSomebody(text)).toBe(calls);
});

test('four hundred usual names are found in none of the shipped items, and in nearly all sentences about them', () => {
  const found = names.filter((name) => texts.some((text) => namesIn(text, name)));
  const told = names.filter((name) => namesIn(`同事${name}昨晚在群里发了照片`, name));
  expect([found, told.length >= 380, texts.filter(callsSomebody)]).toEqual([[], true, []]);
});
