import { describe, expect, it } from 'vitest';
import { labelled } from '#extract/ocr/form-label.ts';
import { isMarkAlone, isMarked, mayBeMark } from '#extract/ocr/mark.ts';

describe('labelled', () => {
  it.each([
    ['密级机密', '密级 机密'],
    ['密 级 秘密', '密级 秘密'],
    ['麻圾机密', '密级 机密'],
    ['等级特急·密', '等级 特急·密'],
    ['签批盖章周某', '签批盖章 周某'],
    ['密级', '密级'],
    ['评级机密泄露', '评级机密泄露'],
    ['关于密级的通知', '关于密级的通知'],
    ['核心商密A10年', '核心商密▲10年'],
    ['机密合10年', '机密★10年'],
    ['机密级20年', '机密级20年'],
    ['机密为10年', '机密为10年'],
  ])('%s becomes %s', (text, expected) => {
    expect(labelled(text)).toBe(expected);
  });
});

describe('marks', () => {
  it.each([
    ['机密★5年', true, true],
    ['绝密 ★ 启用前', true, true],
    ['编号 1 秘密★6个月', true, false],
    ['密级 机密', true, false],
    ['机密', false, false],
    ['保守秘密是义务', false, false],
  ])('%s: marked %s, and nothing else %s', (text, marked, alone) => {
    expect([isMarked(text), isMarkAlone(text)]).toEqual([marked, alone]);
  });

  it.each([
    ['秘花', true],
    ['★1年', true],
    ['通知', false],
  ])('%s may be part of one: %s', (text, may) => {
    expect(mayBeMark(text)).toBe(may);
  });
});
