import { setTimeout as sleep } from 'node:timers/promises';
import type { PostId } from '#model/ids.ts';
import type { SandboxLine, SandboxRun, SandboxScript } from '#model/sandbox-wire.ts';
import { no, yes, type Answer } from '#gateway/sandbox/answer.ts';
import { post, recall } from '#gateway/sandbox/posts.ts';
import type { World } from '#gateway/sandbox/world.ts';
import { scriptPicture, type Script, type Step } from '#gateway/sandbox/script-sheet.ts';

export const speeds = { slow: 2, normal: 1, fast: 0.2 } as const;
export type Speed = keyof typeof speeds;

/** Replays the scripts, one at a time. */
export interface Player {
  list(): readonly SandboxScript[];
  /** The run in progress. */
  run(): SandboxRun | null;
  start(id: string, speed: Speed): Answer<SandboxRun>;
  /** Ends the run in progress and waits for it. */
  stop(): Promise<void>;
}

interface Running {
  shown: SandboxRun;
  readonly stop: AbortController;
  done: Promise<void>;
}

export function createPlayer(world: World, scripts: readonly Script[], onBug: (error: unknown) => void): Player {
  let running: Running | null = null;
  const show = (run: Running | null, id: string): void => {
    running = run;
    world.base.write(() => world.base.changed('run', id));
  };
  return {
    list: () =>
      scripts.map(({ id, title, describes, steps, group, note }) => ({
        id,
        title,
        describes,
        steps: steps.length,
        group,
        note,
      })),
    run: () => running?.shown ?? null,
    start(id, speed) {
      if (scripts.length === 0) return no('absent', '这个安装包不含样例脚本。');
      const script = scripts.find((one) => one.id === id);
      if (!script) return no('unknown', '没有这个脚本。');
      if (running) return no('conflict', '另一个脚本正在播放，请等它结束或先停止。');
      const stop = new AbortController();
      const shown: SandboxRun = {
        script: id,
        step: 0,
        steps: script.steps.length,
        caption: script.describes,
        group: script.group,
      };
      const run: Running = { shown, stop, done: Promise.resolve() };
      show(run, id);
      const told = (step: number, caption: string, group: string | null): void => {
        run.shown = { ...shown, step, caption, group };
        show(run, id);
      };
      run.done = play(world, script, { pace: speeds[speed], told, signal: stop.signal })
        .catch((error: unknown) => {
          if (!stop.signal.aborted) onBug(error);
        })
        .finally(() => show(null, id));
      return yes(shown);
    },
    async stop() {
      running?.stop.abort();
      await running?.done;
    },
  };
}

interface Stage {
  readonly pace: number;
  readonly told: (step: number, caption: string, group: string | null) => void;
  readonly signal: AbortSignal;
}

async function play(world: World, script: Script, { pace, told, signal }: Stage): Promise<void> {
  const posts = new Map<string, PostId>();
  for (const [index, step] of script.steps.entries()) {
    await sleep(step.wait * pace, undefined, { signal });
    const answer = take(world, step, posts);
    if (answer.ok && step.name !== undefined) posts.set(step.name, answer.value.id);
    // A post the bot took back can't be forwarded any more: that is the story, not a failure.
    told(index + 1, answer.ok ? step.caption : `${step.caption}（没有成功：${answer.says}）`, step.group ?? null);
  }
  await sleep(1500 * pace, undefined, { signal });
}

function take(world: World, step: Step, posts: ReadonlyMap<string, PostId>): Answer<SandboxLine> {
  if (step.recall !== undefined) return recall(world, step.as, posts.get(step.recall) ?? '');
  const quote = step.quote === undefined ? undefined : (posts.get(step.quote) ?? '');
  return post(world, {
    as: step.as,
    group: step.group ?? '',
    text: step.text ?? '',
    ...(quote === undefined ? {} : { quote }),
    forward: (step.forward ?? []).map((name) => posts.get(name) ?? ''),
    files: step.picture ? [scriptPicture(step.picture)] : [],
  });
}
