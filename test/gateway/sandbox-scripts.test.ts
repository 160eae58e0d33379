import { describe, expect, test } from 'vitest';
import { parseSheet } from '#lib/sheet.ts';
import { parseScript, readScripts } from '#gateway/sandbox/script-sheet.ts';
import { openSandbox } from './sandbox-stage.ts';

/** Marks and heads of documents; whoever writes one into a script writes 样张 beside it. */
const mark = /(?:绝密|机密|秘密)\s*★|份号|发电〔/;

describe('the scripts of the sandbox', () => {
  const scripts = readScripts();

  test.each(scripts.map((script) => [script.id, script] as const))(
    '%s: every step is possible for who does it',
    async (_id, script) => {
      const { platform, bugs } = openSandbox();
      const posts = new Map<string, string>();
      const answers = script.steps.map((step) => {
        const answer =
          step.recall === undefined
            ? platform.chat.post({
                as: step.as,
                group: step.group ?? '',
                text: step.text ?? '',
                forward: (step.forward ?? []).map((name) => posts.get(name) ?? ''),
                ...(step.quote === undefined ? {} : { quote: posts.get(step.quote) ?? '' }),
              })
            : platform.chat.recall(step.as, posts.get(step.recall) ?? '');
        if (answer.ok && step.name !== undefined) posts.set(step.name, answer.value.id);
        return answer.ok ? 'ok' : answer.says;
      });
      expect({ answers, bugs }).toEqual({ answers: script.steps.map(() => 'ok'), bugs: [] });
    },
  );

  test('whatever bears a mark bears 样张, in words and in file names', () => {
    const texts = scripts.flatMap((script) =>
      script.steps.flatMap((step) => [step.text ?? '', step.picture?.name ?? '']),
    );
    expect(texts.filter((text) => mark.test(text)).length).toBeGreaterThan(2);
    expect(texts.filter((text) => mark.test(text) && !text.includes('样张'))).toEqual([]);
  });

  test('one click plays a script to its end, step by step, one at a time', async () => {
    const { platform, bugs } = openSandbox();
    const captions: (string | null)[] = [];
    const ended = new Promise<void>((resolve) => {
      platform.live.watch({
        event(event) {
          if (event.kind !== 'run') return;
          captions.push(event.run === null ? null : `${event.run.step}/${event.run.steps}`);
          if (event.run === null) resolve();
        },
        end: () => undefined,
      });
    });
    expect(platform.scripts.start('superior-by-chat', 'fast').ok).toBe(true);
    expect(platform.scripts.start('ordinary-day', 'fast')).toMatchObject({ ok: false, code: 'conflict' });
    await ended;
    expect({ captions, run: platform.scripts.run(), bugs }).toEqual({
      captions: ['0/3', '1/3', '2/3', '3/3', null],
      run: null,
      bugs: [],
    });
    expect(platform.bot.pull(null).inbound.map((one) => one.kind)).toEqual(['post', 'post', 'post']);
  });

  test('a script can be stopped, and a reset stops it', async () => {
    const { platform } = openSandbox();
    platform.scripts.start('ordinary-day', 'slow');
    await platform.reset();
    expect(platform.scripts.run()).toBeNull();
    expect(platform.scripts.start('no-such-script', 'fast')).toMatchObject({ ok: false, code: 'unknown' });
  });

  test.each([
    [
      'a step that refers to nothing',
      'steps:\n  - { caption: c, as: a, group: g, quote: x }',
      'script.yaml:7: expected the name of an earlier step, got x',
    ],
    ['a field nobody knows', 'steps:\n  - { caption: c, as: a, grup: g }', 'script.yaml:7: steps.0'],
  ])('%s stops the start with file and line', (_what, steps, message) => {
    const sheet = parseSheet(`# comment\nid: x-y\ntitle: t\ndescribes: d\ngroup: g\n${steps}\n`, 'script.yaml');
    expect(() => parseScript(sheet)).toThrow(message);
  });
});
