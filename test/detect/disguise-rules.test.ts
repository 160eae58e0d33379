import { describe, expect, it } from 'vitest';
import { findingsIn } from './support.ts';

describe('a rule that looks for disguises', () => {
  it.each([
    { text: '样张：木几密件放附件了，看完就删', rule: 'mark-in-disguise', raised: 'split' },
    { text: '样张：那份基密文件我拍了，原文如下，别外传', rule: 'mark-perhaps-in-disguise', raised: 'homophone' },
    { text: '样张：内步资料我发群里了，别外传', rule: 'internal-mark-in-disguise', raised: 'homophone' },
  ])('names how the word was disguised in $text', ({ text, rule, raised }) => {
    expect(findingsIn(text).find((finding) => finding.rule === rule)?.raised).toContain(raised);
  });

  it('never takes back on what may be chance, whatever stands beside it', () => {
    const text = '样张：那份基密文件我拍了，原文如下，签发人某某，内容是三个点位，看完就删，别外传，扫描件见附件';
    const possible = findingsIn(text).filter(({ rule }) => rule.endsWith('perhaps-in-disguise'));
    expect(possible.map(({ confidence }) => confidence < 0.9)).toEqual([true]);
  });

  it('says nothing of a homophone without a second cue, or of the word as it is', () => {
    const rules = ['基密', '这个词是机密'].flatMap((text) => findingsIn(text).map(({ rule }) => rule));
    expect(rules.filter((rule) => rule.endsWith('in-disguise'))).toEqual([]);
  });

  it('points at what was written', () => {
    const text = '样张：看 机1密 文件，附件里有';
    const finding = findingsIn(text).find(({ rule }) => rule === 'mark-in-disguise');
    expect(text.slice(...(finding?.span ?? [0, 0]))).toBe('机1密');
  });
});
