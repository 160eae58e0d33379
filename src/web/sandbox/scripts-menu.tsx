import type { SandboxState } from '#model/sandbox-wire.ts';
import { Popover, type Anchor } from '#web/kit/popover.tsx';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { deeds } from '#web/sandbox/deeds.ts';

/** The leak cases, replayed with one click, and the way back to the seeded state. */
export function ScriptsMenu(props: {
  readonly at: Anchor;
  readonly state: SandboxState;
  readonly onClose: () => void;
}) {
  const { scripts, scriptsNote, run } = props.state;
  const start = (id: string) => {
    props.onClose();
    deeds.run(id).catch(toastProblem);
  };
  const reset = () => {
    props.onClose();
    deeds.reset().then(() => toast('已恢复到初始状态。'), toastProblem);
  };
  return (
    <Popover at={props.at} label="案例重演" onClose={props.onClose}>
      <div className="scripts">
        <div className="scripts-head">
          <h2>真实案例，虚构重演</h2>
          <button type="button" className="btn small" onClick={reset}>
            恢复初始状态
          </button>
        </div>
        <p className="faint">人物、单位和文件均为虚构，样张不含任何真实内容。</p>
        {scriptsNote && <p className="note">{scriptsNote}</p>}
        <ul className="bare">
          {scripts.map((script) => (
            <li key={script.id}>
              <button type="button" className="script" disabled={run !== null} onClick={() => start(script.id)}>
                <span className="script-title">
                  {script.title} <span className="tag">{script.steps} 步</span>
                </span>
                <span className="muted">{script.describes}</span>
                {script.note && <span className="faint">{script.note}</span>}
              </button>
            </li>
          ))}
        </ul>
        {run !== null && <p className="faint">正在重演，请等它结束，或在聊天下方停止。</p>}
      </div>
    </Popover>
  );
}
