import { useState } from 'react';
import type { CaseState } from '#model/case.ts';
import type { AppealWire, NoticeWire } from '#model/console-wire.ts';
import { api, tokenOfPage } from '#web/kit/api.ts';
import { Doc, DocRefused, DocSkeleton, Phone } from '#web/kit/doc.tsx';
import { call, Refused } from '#web/kit/http.ts';
import { dayTime } from '#web/kit/time.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useNow } from '#web/kit/use-now.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { AppealDialog } from '#web/notice/appeal-dialog.tsx';

const path = `${api}/notice/${encodeURIComponent(tokenOfPage())}`;
const everyHalfMinute = 30_000;

/** What the sender reads behind the signed link: never the message itself (texts.md). */
export function NoticeView() {
  const [loaded, reload] = useLoaded<NoticeWire>(path, everyHalfMinute);
  if (loaded.state === 'loading') return <DocSkeleton />;
  if (loaded.state === 'refused') return <DocRefused title="打不开这个页面" says={loaded.says} />;
  return <Notice notice={loaded.answer} onChange={reload} />;
}

function Notice({ notice, onChange }: { readonly notice: NoticeWire; readonly onChange: () => void }) {
  const [isAppealing, setIsAppealing] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const send = (deed: string, body: unknown, done: string) => {
    setIsSending(true);
    return call(`${path}/${deed}`, { body })
      .then(() => toast(done), toastProblem)
      .finally(() => {
        setIsSending(false);
        onChange();
      });
  };
  const appeal = (given: AppealWire) => {
    setIsSending(true);
    setFault(null);
    call(`${path}/appeal`, { body: given })
      .then(
        () => {
          setIsAppealing(false);
          toast('已收到，会由人工答复。');
        },
        // The words stay where they are, so that he can mend them.
        (problem: unknown) =>
          problem instanceof Refused && problem.code === 'note-repeats-matter'
            ? setFault(problem.message)
            : toastProblem(problem),
      )
      .finally(() => {
        setIsSending(false);
        onChange();
      });
  };
  return (
    <Doc office={notice.office}>
      <section className="panel notice-now">
        <p className="notice-line">
          <span className={`tag ${standing[notice.state].tone}`}>{standing[notice.state].says}</span>
          <span className="faint mono">编号 {notice.case}</span>
        </p>
        <h1>{notice.title}</h1>
        {sayings(notice).map((paragraph, at) => (
          <p key={at}>{paragraph}</p>
        ))}
        {standing[notice.state].waits && (
          <div className="notice-deeds">
            <button
              type="button"
              className="btn primary big"
              disabled={isSending}
              onClick={() => void send('claim-withdrawn', {}, '谢谢，系统会核对。')}
            >
              已撤回
            </button>
            <button
              type="button"
              className="btn big"
              disabled={isSending}
              onClick={() => void send('cannot-withdraw', {}, '已告知保密办，请电话联系。')}
            >
              撤不回
            </button>
          </div>
        )}
        {notice.acceptance !== null && (
          <div className="notice-accept">
            <button
              type="button"
              className="btn big"
              aria-describedby="acceptance"
              disabled={isSending}
              onClick={() => void send('accept', {}, '收到，谢谢您。')}
            >
              知道了，我接受
            </button>
            <p className="faint" id="acceptance">
              {notice.acceptance}
            </p>
          </div>
        )}
        {notice.canAppeal && (
          <button
            type="button"
            className="btn quiet notice-appeal"
            disabled={isSending}
            onClick={() => setIsAppealing(true)}
          >
            我认为有误
          </button>
        )}
      </section>
      {notice.instead !== '' && (
        <>
          <section className="panel">
            <h2>正确的做法</h2>
            <p>{notice.instead}</p>
            <p className="notice-call">
              事情很急？请打 <Phone number={notice.office.dutyPhone} />
              ，有安全的办法送达。
            </p>
          </section>
          <section className="panel">
            <h2>依据</h2>
            <p>{notice.article}</p>
            <p className="faint">这是机器初判，以人工核实为准。</p>
          </section>
        </>
      )}
      <section className="panel">
        <h2>办理经过</h2>
        <Timeline notice={notice} />
      </section>
      {isAppealing && (
        <AppealDialog
          reasons={notice.appealReasons}
          isSending={isSending}
          fault={fault}
          onClose={() => setIsAppealing(false)}
          onSend={appeal}
        />
      )}
    </Doc>
  );
}

/** What has a section of its own below is not said twice. */
function sayings({ paragraphs, article, instead }: NoticeWire): readonly string[] {
  return paragraphs.filter(
    (paragraph) => article === '' || (!paragraph.includes(article) && !paragraph.includes(instead)),
  );
}

function Timeline({ notice }: { readonly notice: NoticeWire }) {
  const now = useNow(everyHalfMinute);
  return (
    <ol className="timeline">
      {notice.timeline.map((entry, at) => (
        <li key={at}>
          <span className="faint">{dayTime(entry.at, now)}</span>
          <br />
          {entry.says}
        </li>
      ))}
    </ol>
  );
}

/** Where the matter stands for the sender; `waits` means he is still asked to take the post back. */
const standing: Readonly<Record<CaseState, { readonly says: string; readonly tone: string; readonly waits: boolean }>> =
  {
    open: { says: '处理中', tone: 'warn', waits: true },
    'recall-requested': { says: '请尽快撤回', tone: 'bad', waits: true },
    escalated: { says: '保密办处理中', tone: 'warn', waits: true },
    withdrawn: { says: '消息已撤回', tone: 'ok', waits: false },
    upheld: { says: '已人工复核：提醒维持', tone: 'brand', waits: false },
    overturned: { says: '已人工复核：您没有问题', tone: 'ok', waits: false },
    closed: { says: '已办结', tone: 'ok', waits: false },
  };
