import type { SandboxState } from '#model/sandbox-wire.ts';
import { toastProblem } from '#web/kit/toast.tsx';
import { deeds } from '#web/sandbox/deeds.ts';

/** The caption under the chat while a case is replayed. */
export function RunStrip({ state }: { readonly state: SandboxState }) {
  const { run } = state;
  if (!run) return null;
  const title = state.scripts.find((script) => script.id === run.script)?.title ?? '案例重演';
  return (
    <section className="run" aria-label="案例重演" aria-live="polite">
      <progress value={run.step} max={run.steps} aria-label={`第 ${run.step} 步，共 ${run.steps} 步`} />
      <p>
        <b>{title}</b>
        <span className="faint">
          {' '}
          {run.step}/{run.steps}
        </span>
        <br />
        {run.caption}
      </p>
      <button type="button" className="btn small" onClick={() => void deeds.stop().catch(toastProblem)}>
        停止
      </button>
    </section>
  );
}
