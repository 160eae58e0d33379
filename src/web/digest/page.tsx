import { useState } from 'react';
import type { MyDigestsWire } from '#model/digest-wire.ts';
import { api, tokenOfPage } from '#web/kit/api.ts';
import { DigestSections } from '#web/kit/digest-sections.tsx';
import { Doc, DocRefused, DocSkeleton } from '#web/kit/doc.tsx';
import { Field } from '#web/kit/field.tsx';
import { fullTime } from '#web/kit/time.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';

/** An owner's digests, the newest open. */
export function DigestPage() {
  const [loaded] = useLoaded<MyDigestsWire>(`${api}/my-digests/${encodeURIComponent(tokenOfPage())}`);
  const [chosen, setChosen] = useState<string | null>(null);
  if (loaded.state === 'loading') return <DocSkeleton />;
  if (loaded.state === 'refused') return <DocRefused title="打不开这个页面" says={loaded.says} />;
  const { office, digests } = loaded.answer;
  const digest = digests.find(({ id }) => id === chosen) ?? digests[0];
  return (
    <Doc office={office}>
      <h1>{digest?.title ?? '简报'}</h1>
      {digest === undefined && <p className="panel empty">还没有简报。</p>}
      {digests.length > 1 && (
        <Field label="往期">
          {(control) => (
            <select
              {...control}
              className="input"
              value={digest?.id}
              onChange={(event) => setChosen(event.target.value)}
            >
              {digests.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {digest && <DigestSections sections={digest.sections} />}
      {digest && <p className="faint">生成于 {fullTime(digest.madeAt)}</p>}
    </Doc>
  );
}
