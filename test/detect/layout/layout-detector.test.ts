import { describe, expect, it } from 'vitest';
import { loadLessons } from '#assembly/lessons.ts';
import { findRoot } from '#assembly/root.ts';
import { createLayoutDetector } from '#detect/layout/layout-detector.ts';
import { parseLayoutRules } from '#detect/layout/layout-rules.ts';
import { parseSheet } from '#lib/sheet.ts';
import type { LayoutCue } from '#model/picture.ts';
import { aPost } from '../../support/a-post.ts';

const { layout, law } = loadLessons(findRoot());
const detector = createLayoutDetector(layout);

async function found(cues: readonly LayoutCue[], text: string) {
  const passage = { from: 'body', file: 'sandbox:f1', via: 'ocr', where: '图片文字', text, layout: cues } as const;
  const reading = { post: aPost({}), passages: [passage], gaps: [], context: [] };
  const findings = await detector.detect(reading, AbortSignal.timeout(1000));
  return findings.map(({ rule, confidence, span, lowered }) => [rule, confidence, span[1], lowered.join()]);
}

describe('the look of a page', () => {
  it.each<readonly [string, readonly LayoutCue[], string, readonly unknown[]]>([
    ['of a letter says nothing', [], '通知', []],
    ['with a stamp alone says nothing', ['stamp'], '', []],
    ['with a red head alone is no reason for a review', ['red-head', 'red-line'], '', [['layout-red-head', 0.5, 0, '']]],
    ['with a red head and a mark asks for one', ['red-head', 'star-line'], '', [['layout-marked-red-head', 0.85, 0, '']]],
    ['of a marked telegram asks for one', ['star-line', 'telegram-form'], '', [['layout-marked-telegram', 0.85, 0, '']]],
    ['of a telegram asks for one', ['telegram-form'], '', [['layout-telegram', 0.7, 0, '']]],
    ['of a stamped page with a mark asks for one', ['star-line', 'stamp'], '', [['layout-marked-stamped', 0.75, 0, '']]],
    ['that says it is public does not', ['red-head', 'star-line'], '此件公开 发布', [['layout-marked-red-head', 0.55, 7, 'says-public']]],
    ['of the news does not', ['telegram-form'], '新华社北京电', [['layout-telegram', 0.4, 6, 'says-public']]],
    ['with red letters and no red line is a certificate or an invitation', ['red-head', 'stamp'], '', []],
    ['of a published circular does not', ['red-head', 'red-line'], '国办发〔2024〕3号', [['layout-red-head', 0.2, 11, 'says-public']]],
  ])('%s', async (_, cues, text, findings) => {
    expect(await found(cues, text)).toEqual(findings);
  }); // prettier-ignore

  it.each([
    ['a look that would take a post back', 'confidence: 0.9', 'expected less than 0.9: looks alone take nothing back'],
    ['an unknown article', 'confidence: 0.5\n    why: [no-such]', 'expected the id of an article in data/law.yaml, got "no-such"'],
  ])('%s is refused', (_, line, says) => {
    const why = line.includes('why') ? '' : '\n    why: [secrets-29-2]';
    const look = `looks:\n  - id: one\n    category: classified.work-secret\n    title: 某样\n    cues: [stamp]\n    instead: 请先问一问。\n    ${line}${why}\n`;
    const rest = 'public: { lowers: 0.3, patterns: [] }\nwithdrawn: { id: two, category: classified.work-secret, title: 某样, why: [secrets-29-2], instead: 请先问一问。 }\n';
    expect(() => parseLayoutRules(parseSheet(look + rest, 'l.yaml'), law)).toThrow(says);
  }); // prettier-ignore
});
