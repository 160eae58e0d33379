import { useRef, useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { CheckedWire, SheetWire } from '#model/console-wire.ts';
import type { SheetPage, SheetProblem } from '#model/rulebook.ts';
import type { SheetStage } from '#model/unit-sheet.ts';
import { api } from '#web/kit/api.ts';
import { fullTime } from '#web/kit/time.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { Notice } from '#web/console/kit/notice.tsx';
import { TextInput } from '#web/console/kit/text-input.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useSeat } from '#web/console/seat.ts';
import { Compare, stepTo, usualPair, type Pair } from '#web/console/rules/compare.tsx';
import { addressOf, send } from '#web/console/rules/send.ts';
import { SheetHelp } from '#web/console/rules/sheet-help.tsx';
import { sourceWords, stageWords, standingOf } from '#web/console/rules/words.ts';

/** One rule or template: its text, what speaks against it line by line, every version. */
export function SheetEditor({ path }: { readonly path: string }) {
  const [loaded, reload] = useLoaded<SheetWire>(`${api}/rules/${addressOf(path)}`);
  return (
    <>
      <p>
        <PlaceLink to={{ page: 'rules' }}>‹ 规则与策略</PlaceLink>
      </p>
      <LoadedView loaded={loaded} onRetry={reload}>
        {({ sheet }) => <Editor key={sheet.versions.length} sheet={sheet} path={path} onSaved={reload} />}
      </LoadedView>
    </>
  );
}

interface EditorProps {
  readonly sheet: SheetPage;
  readonly path: string;
  readonly onSaved: () => void;
}

function Editor({ sheet, path, onSaved }: EditorProps) {
  const seat = useSeat();
  const isAdmin = seat.session.account.role === 'admin';
  const [text, setText] = useState(sheet.text);
  const [why, setWhy] = useState('');
  const [problems, setProblems] = useState<readonly SheetProblem[] | null>(null);
  const [isSending, setIsSending] = useState(false);
  const [pair, setPair] = useState<Pair>(() => usualPair(sheet));
  const area = useRef<HTMLTextAreaElement>(null);
  const during = <Answer,>(answer: Promise<Answer>, then: (answer: Answer) => void) => {
    setIsSending(true);
    answer.then(then, toastProblem).finally(() => setIsSending(false));
  };
  const check = () =>
    during(seat.send<CheckedWire>(`/rules/${addressOf(path)}/check`, { text }), (answer) =>
      setProblems(answer.problems),
    );
  const save = (stage: SheetStage) => {
    if (why.trim() === '') return toast('请先写明为何这样改。');
    during(send(seat, path, { text, stage, why, after: newestOf(sheet) }), () => {
      toast(`已${stage === 'draft' ? '存为草稿' : stageWords[stage]}，记入台账。`);
      onSaved();
    });
  };
  const compare = (chosen: Pair) => {
    setPair(chosen);
    document.getElementById('compare')?.scrollIntoView({ block: 'start' });
  };
  return (
    <>
      <h1>{sheet.title}</h1>
      <p className="muted">
        <span className="mono">{sheet.id}</span> · {sourceWords[sheet.source]} · {standingOf(sheet)}
        {sheet.isMark && ' · 密级标志规则：只能加严'}
      </p>
      {sheet.problem && <Notice tone="bad">{sheet.problem}</Notice>}
      {sheet.isBehind && (
        <Notice tone="warn">
          本单位的这一版写成之后，随产品提供的文本已更新。{' '}
          <Button
            tag="button"
            variant="outline"
            size="small"
            onClick={() => compare({ before: 'shipped', after: 'edited' })}
          >
            和新文本比较
          </Button>
        </Notice>
      )}
      <div className="panel case-box">
        <label className="label" htmlFor="sheet-text">
          文本（YAML）
        </label>
        {/* The browser's own: a wrong line is selected in it, and long lines scroll. */}
        <textarea
          id="sheet-text"
          ref={area}
          className="input mono sheet-text"
          rows={24}
          spellCheck={false}
          readOnly={!isAdmin}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {problems && <Problems problems={problems} onGo={(line) => area.current && selectLine(area.current, line)} />}
        {isAdmin && (
          <div className="case-buttons sheet-deeds">
            <TextInput aria-label="为何这样改" placeholder="为何这样改（记入台账）" value={why} onChange={setWhy} />
            <Button tag="button" variant="outline" disabled={isSending} onClick={check}>
              检查
            </Button>
            {stagesOf(sheet).map((stage) => (
              <Button
                tag="button"
                key={stage}

                theme={stage === 'live' ? 'primary' : 'default'}
                variant={stage === 'live' ? 'base' : 'outline'}
                disabled={isSending}
                onClick={() => save(stage)}
              >
                {labelOf(stage, sheet)}
              </Button>
            ))}
            {sheet.shippedText !== null && sheet.shippedText !== text && (
              <Button tag="button" variant="outline" onClick={() => setText(sheet.shippedText ?? '')}>
                取回随产品提供的文本
              </Button>
            )}
          </div>
        )}
      </div>
      <Compare sheet={sheet} edited={text} pair={pair} onPair={setPair} />
      <SheetHelp kind={sheet.kind} />
      <Versions sheet={sheet} onTake={isAdmin ? setText : null} onCompare={compare} />
    </>
  );
}

function labelOf(stage: SheetStage, { kind, source }: SheetPage): string {
  if (stage === 'draft') return '存草稿';
  return stage === 'off' && kind === 'template' && source === 'changed' ? '恢复随产品提供的' : stageWords[stage];
}

/** A template is tried policy by policy, and only what the unit wrote can be taken off it; the shipped marks are never off. */
function stagesOf({ kind, isMark, source }: SheetPage): readonly SheetStage[] {
  const stays = kind === 'template' ? source === 'shipped' : isMark && source !== 'own';
  const off: readonly SheetStage[] = stays ? [] : ['off'];
  return kind === 'template' ? ['draft', 'live', ...off] : ['draft', 'shadow', 'live', ...off];
}

function Problems(props: { readonly problems: readonly SheetProblem[]; readonly onGo: (line: number) => void }) {
  if (props.problems.length === 0)
    return (
      <Notice tone="ok" role="status">
        没有发现问题：格式、例句、耗时和底线都符合。
      </Notice>
    );
  return (
    <Notice tone="bad" role="alert">
      <ul className="bare sheet-problems">
        {props.problems.map(({ line, says }) => (
          <li key={`${line} ${says}`}>
            <Button tag="button" variant="outline" size="small" onClick={() => props.onGo(line)}>
              第 {line} 行
            </Button>{' '}
            {says}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function selectLine(area: HTMLTextAreaElement, line: number): void {
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
}

function Versions(props: {
  readonly sheet: SheetPage;
  readonly onTake: ((text: string) => void) | null;
  readonly onCompare: (pair: Pair) => void;
}) {
  const { sheet } = props;
  if (sheet.versions.length === 0) return <p className="muted">本单位没有改过。</p>;
  return (
    <section>
      <h2>各版</h2>
      <ul className="bare panel case-box sheet-versions">
        {[...sheet.versions].reverse().map(({ version, stage, at, why, text }) => (
          <li key={version}>
            <span className="sheet-version">
              第 {version} 版 · {stageWords[stage]} · {fullTime(at)} · {why}
            </span>{' '}
            <Step pair={stepTo(sheet, version)} onCompare={props.onCompare} />{' '}
            {props.onTake && (
              <Button tag="button" variant="outline" size="small" onClick={() => props.onTake?.(text)}>
                取回这一版
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Step(props: { readonly pair: Pair | null; readonly onCompare: (pair: Pair) => void }) {
  const { pair, onCompare } = props;
  if (!pair) return null;
  return (
    <Button tag="button" variant="outline" size="small" onClick={() => onCompare(pair)}>
      看这一版改了什么
    </Button>
  );
}

/** 0: the unit has written none. */
function newestOf({ versions }: SheetPage): number {
  return versions[versions.length - 1]?.version ?? 0;
}
