import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { BankOptions, BankPage, BankPageVersion, BankText } from '#model/bank.ts';
import { fullTime } from '#web/kit/time.ts';
import { linesOf } from '#web/console/bank/text-lines.ts';
import { stateWords } from '#web/console/bank/words.ts';
import { DiffView } from '#web/console/rules/diff-view.tsx';

/** Every version, who wrote and approved it, and what it changed against the one before. */
export function Versions({ page, options }: { readonly page: BankPage; readonly options: BankOptions }) {
  const [shown, setShown] = useState<number | null>(null);
  const { versions, shipped } = page;
  if (versions.length === 0) return <p className="muted">本单位没有改过。</p>;
  const chosen = versions.find(({ version }) => version === shown);
  const before = chosen && beforeOf(chosen, versions, shipped);
  const text = (one: BankText): string => linesOf(one, options).join('\n');
  return (
    <section className="panel case-box">
      <h2>各版</h2>
      <ul className="bare sheet-versions">
        {versions.map((one) => (
          <li key={one.version}>
            <span className="sheet-version">
              第 {one.version} 版 · {stateWords[one.state]} · {one.writers.join('、')} 写于 {fullTime(one.savedAt)}
              {one.decidedAt !== null && ` · ${one.decidedBy ?? ''} 批准于 ${fullTime(one.decidedAt)}`}
              {one.why && ` · ${one.why}`}
            </span>
            {beforeOf(one, versions, shipped) && (
              <Button
                tag="button"
                variant="outline"
                size="small"
                aria-expanded={shown === one.version}
                onClick={() => setShown(shown === one.version ? null : one.version)}
              >
                看这一版改了什么
              </Button>
            )}
          </li>
        ))}
      </ul>
      {chosen && before && (
        <DiffView
          before={text(before.text)}
          after={text(chosen.text)}
          caption={`从“${before.name}”到“第 ${chosen.version} 版”的改动`}
        />
      )}
    </section>
  );
}

function beforeOf(
  { version }: BankPageVersion,
  versions: readonly BankPageVersion[],
  shipped: BankText | null,
): { readonly name: string; readonly text: BankText } | null {
  const before = versions.find((other) => other.version < version);
  if (before) return { name: `第 ${before.version} 版`, text: before.text };
  return shipped && { name: '随产品提供的', text: shipped };
}
