import { expect, test } from 'vitest';
import { cuesOf } from '#enforce/cues.ts';
import { aCase } from '../support/a-case.ts';
import { aFinding } from '../support/a-post.ts';

test('cues are said in Chinese: what was found, what raised it, what spoke against it, and what was not read', () => {
  const catalogue = {
    rules: new Map([
      [
        'state-mark',
        { id: 'state-mark', category: 'classified.state-secret' as const, title: '密级标志形式', why: [], instead: '' },
      ],
    ]),
    categories: new Map(),
    cues: new Map([
      ['document-parts', '有公文要素'],
      ['reminder', '是提醒、纪律或要求'],
    ]),
  };
  const one = aCase({
    reasons: [
      aFinding({ from: 'forward', confidence: 0.8, raised: ['document-parts', 'unnamed'], lowered: ['reminder'] }),
    ],
    gaps: [{ file: 'test:f', from: 'body', media: 'file', why: 'encrypted' }],
    failures: ['ocr'],
  });
  expect(cuesOf(one, catalogue)).toEqual([
    '转发中出现：密级标志形式（有公文要素，另是提醒、纪律或要求），把握中',
    '有文件未读：加密',
    '1 项检查未能完成',
  ]);
});
