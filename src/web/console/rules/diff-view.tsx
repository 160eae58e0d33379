import { useMemo, useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import { foldedRows, lineDiff, type DiffLine, type DiffRow } from '#web/console/rules/line-diff.ts';

const marks: Readonly<Record<DiffRow['kind'], { readonly before: string; readonly after: string }>> = {
  same: { before: '', after: '' },
  changed: { before: '−', after: '+' },
  removed: { before: '−', after: '' },
  added: { before: '', after: '+' },
};

/** Two texts beside each other on a wide screen, under each other on a narrow one; unchanged stretches are folded. */
export function DiffView(props: { readonly before: string; readonly after: string; readonly caption: string }) {
  const [isWhole, setIsWhole] = useState(false);
  const rows = useMemo(() => lineDiff(props.before, props.after), [props.before, props.after]);
  const changed = rows.filter(({ kind }) => kind !== 'same').length;
  if (changed === 0) return <p className="muted">两份文本相同。</p>;
  const shown = isWhole ? rows : foldedRows(rows);
  return (
    <>
      <div className="diff-head">
        <span className="muted">{changed} 行不同</span>
        <Button tag="button" variant="outline" size="small" aria-pressed={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? '只看改动' : '看全文'}
        </Button>
      </div>
      <div className="diff" role="region" aria-label={props.caption} tabIndex={0}>
        <table>
          <caption className="sr-only">{props.caption}</caption>
          <colgroup>
            <col className="diff-number" />
            <col />
            <col className="diff-number" />
            <col />
          </colgroup>
          <thead className="sr-only">
            <tr>
              <th scope="col">行</th>
              <th scope="col">原来</th>
              <th scope="col">行</th>
              <th scope="col">现在</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) =>
              typeof row === 'number' ? (
                <tr key={`fold ${index}`} className="diff-fold">
                  <td colSpan={4}>…… {row} 行相同 ……</td>
                </tr>
              ) : (
                <tr key={`${row.before?.number ?? ''} ${row.after?.number ?? ''}`} className={`diff-${row.kind}`}>
                  <Side line={row.before} mark={marks[row.kind].before} side="before" />
                  <Side line={row.after} mark={marks[row.kind].after} side="after" />
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Side(props: { readonly line: DiffLine | null; readonly mark: string; readonly side: 'before' | 'after' }) {
  const { line, mark, side } = props;
  const className = `diff-${side}${mark === '' ? '' : ' is-marked'}${line ? '' : ' is-none'}`;
  return (
    <>
      <td className={`${className} diff-number`}>{line?.number}</td>
      <td className={className}>
        {line && (
          <>
            <span className="diff-mark">{mark}</span>
            <Cut line={line} side={side} isMarked={mark !== ''} />
          </>
        )}
      </td>
    </>
  );
}

/** A line that is gone or new is said to be so to who listens; of a changed one the part that differs stands out. */
function Cut(props: { readonly line: DiffLine; readonly side: 'before' | 'after'; readonly isMarked: boolean }) {
  const { text, cut } = props.line;
  if (!props.isMarked) return <span>{text}</span>;
  const [from, until] = cut ?? [0, 0];
  const words = (
    <>
      {text.slice(0, from)}
      {until > from && <mark>{text.slice(from, until)}</mark>}
      {text.slice(until)}
    </>
  );
  return props.side === 'before' ? <del>{words}</del> : <ins>{words}</ins>;
}
