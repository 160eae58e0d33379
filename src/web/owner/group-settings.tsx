import { useState } from 'react';
import type { OwnerGroupWire, OwnerWire } from '#model/owner-wire.ts';
import type { OwnerSettings } from '#model/owner.ts';
import { call } from '#web/kit/http.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { isSame } from '#web/owner/draft.ts';
import { ExceptionsPart } from '#web/owner/exceptions-part.tsx';
import { FilesPart } from '#web/owner/files-part.tsx';
import { HistoryPart } from '#web/owner/history-part.tsx';
import { HoursPart } from '#web/owner/hours-part.tsx';
import { PostersPart } from '#web/owner/posters-part.tsx';
import { RegisterPart } from '#web/owner/register-part.tsx';
import { SaveDialog } from '#web/owner/save-dialog.tsx';
import { TemplatePart } from '#web/owner/template-part.tsx';
import { TopicsPart } from '#web/owner/topics-part.tsx';
import { TryPart } from '#web/owner/try-part.tsx';

interface GroupProps {
  readonly path: string;
  readonly owned: OwnerWire;
  readonly group: OwnerGroupWire;
  readonly onSaved: (group: OwnerGroupWire) => void;
  readonly onStale: () => void;
}

export function GroupSettings({ path, owned, group, onSaved, onStale }: GroupProps) {
  const [draft, setDraft] = useState(group.settings);
  const [isSaving, setIsSaving] = useState(false);
  const change = (more: Partial<OwnerSettings>) => setDraft({ ...draft, ...more });
  const part = { draft, onChange: change };
  const isChanged = !isSame(draft, group.settings);
  return (
    <>
      <Head group={group} />
      {!group.isAnswered && <Offer path={path} group={group} onSaved={onSaved} />}
      <TemplatePart {...part} templates={owned.templates} />
      <TopicsPart {...part} />
      <PostersPart {...part} people={group.people} />
      <HoursPart {...part} />
      <FilesPart {...part} fileKinds={owned.fileKinds} />
      <ExceptionsPart {...part} fileKinds={owned.fileKinds} people={group.people} />
      <RegisterPart {...part} />
      <section className="panel owner-part">
        <h2>单位底线</h2>
        <p className="muted">下面这些始终检查，任何设置都不会放开：</p>
        <ul className="owner-floor">
          {owned.floor.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <TryPart path={path} draft={draft} isChanged={isChanged} />
      <HistoryPart path={path} group={group} onSaved={onSaved} onStale={onStale} />
      {isChanged && (
        <div className="owner-bar" role="region" aria-label="未保存的改动">
          <button type="button" className="btn big" onClick={() => setDraft(group.settings)}>
            放弃
          </button>
          <button type="button" className="btn primary big" onClick={() => setIsSaving(true)}>
            看影响并保存
          </button>
        </div>
      )}
      {isSaving && (
        <SaveDialog
          path={path}
          base={group.version}
          draft={draft}
          onClose={() => setIsSaving(false)}
          onSaved={onSaved}
          onStale={onStale}
        />
      )}
    </>
  );
}

function Head({ group }: { readonly group: OwnerGroupWire }) {
  const isLive = group.settings.mode === 'live';
  return (
    <section className="panel owner-part">
      <h2>{group.name}</h2>
      <p className="muted">
        {group.members} 人{group.outsiders > 0 && `，含外部 ${group.outsiders} 人`} · {group.coverage}
      </p>
      <p>
        <span className={`tag ${isLive ? 'ok' : 'warn'}`}>{isLive ? '正式运行' : '试运行：多数只统计'}</span>
      </p>
    </section>
  );
}

/** Nothing breaks where nobody answers; one tap is enough. */
function Offer({ path, group, onSaved }: Pick<GroupProps, 'path' | 'group' | 'onSaved'>) {
  const [isSending, setIsSending] = useState(false);
  const accept = () => {
    setIsSending(true);
    call<OwnerGroupWire>(`${path}/accept`, { body: {} })
      .then((next) => {
        toast('已采用默认设置，从下一条消息起生效。');
        onSaved(next);
      }, toastProblem)
      .finally(() => setIsSending(false));
  };
  return (
    <section className="panel owner-part owner-offer">
      <h2>一键采用默认</h2>
      <p>您还没有选过。点一下就用单位的默认模板“{group.offer.title}”，以后随时可改。</p>
      <button type="button" className="btn primary big" disabled={isSending} onClick={accept}>
        就用默认
      </button>
    </section>
  );
}
