import { describe, expect, it } from 'vitest';
import { runZhouzhi } from '../support/zhouzhi.ts';

describe('zhouzhi quiz', () => {
  it('lints the shipped bank and finds nothing', async () => {
    expect(await runZhouzhi(['quiz', 'lint', '--json'])).toEqual({
      code: 0,
      signal: null,
      out: expect.stringMatching(/^\{"items":\d{3},"faults":\[\],/),
      err: '',
    });
  });

  it.each([
    { args: [], code: 0, says: /^midnight|\n\S+-01 {2}单选/ },
    {
      args: ['midnight-photo-05'],
      code: 0,
      says: /^【每周一题[^\n]*（判断对错）\nA\. 对\nB\. 错\n[^]*── 答案页 ──\n正确答案：B/,
    },
    { args: ['midnight-photo-05', '--answer', 'b', '--member', '甲'], code: 0, says: /答对了。正确答案：B/ },
    { args: ['midnight-photo-05', '--answer', 'F'], code: 2, says: /expected letters of 2 choices, got "F"/ },
    { args: ['no-such-item'], code: 2, says: /expected the id of an item, got "no-such-item"/ },
  ])('previews $args', async ({ args, code, says }) => {
    const ending = await runZhouzhi(['quiz', 'preview', ...args]);
    expect({ code: ending.code, text: ending.out + ending.err }).toEqual({ code, text: expect.stringMatching(says) });
  });
});
