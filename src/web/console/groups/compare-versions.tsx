import { useState } from 'react';
import type { GroupCompareWire } from '#model/group-wire.ts';
import type { SettingsVersionWire } from '#model/owner-wire.ts';
import { api } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { NamedChoice } from '#web/console/kit/named-choice.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';

/** One version against any other. */
export function CompareVersions({
  id,
  versions,
}: {
  readonly id: string;
  readonly versions: readonly SettingsVersionWire[];
}) {
  const numbers = versions.map(({ version }) => String(version));
  const [from, setFrom] = useState(numbers[numbers.length - 1] ?? '1');
  const [to, setTo] = useState(numbers[0] ?? '1');
  const options = numbers.map((number) => [number, `第 ${number} 版`] as const);
  return (
    <details>
      <summary>比较两个版本</summary>
      <div className="choices">
        <NamedChoice label="从" value={from} options={options} onChange={setFrom} />
        <NamedChoice label="到" value={to} options={options} onChange={setTo} />
      </div>
      <Changes path={`${api}/groups/${encodeURIComponent(id)}/compare?from=${from}&to=${to}`} />
    </details>
  );
}

function Changes({ path }: { readonly path: string }) {
  const [loaded, reload] = useLoaded<GroupCompareWire>(path);
  return (
    <LoadedView loaded={loaded} onRetry={reload}>
      {({ changes }) => (
        <ul className="plain group-means" aria-label="两版的不同">
          {changes.length === 0 && <li className="muted">两版一样。</li>}
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
    </LoadedView>
  );
}
