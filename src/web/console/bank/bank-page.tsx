import type { BankKind, BankOptions, BankPage as Page } from '#model/bank.ts';
import type { BankOptionsWire, BankPageWire } from '#model/quiz-wire.ts';
import { api } from '#web/kit/api.ts';
import { dayTime } from '#web/kit/time.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';
import { Decide } from '#web/console/bank/decide.tsx';
import { blankText } from '#web/console/bank/draft.ts';
import { Editor } from '#web/console/bank/editor.tsx';
import { Preview } from '#web/console/bank/preview.tsx';
import { Standing } from '#web/console/bank/standing.tsx';
import { linesOf } from '#web/console/bank/text-lines.ts';
import { Versions } from '#web/console/bank/versions.tsx';
import { kindNames, tagsOf } from '#web/console/bank/words.ts';
import { Notice } from '#web/console/kit/notice.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useSeat } from '#web/console/seat.ts';
import '#web/console/bank/bank.css';

/** One item or case: `item/own-01`, `case/new`, `item/new/<case>`. */
export function BankPage({ id }: { readonly id: string }) {
  const [kind, work, of] = partsOf(id);
  const [options, retry] = useLoaded<BankOptionsWire>(`${api}/quiz/bank/options`);
  return (
    <>
      <p>
        <PlaceLink to={{ page: 'quiz', query: kind === 'case' ? 'part=cases' : 'part=items' }}>
          ‹ {kind === 'case' ? '案例' : '题库'}
        </PlaceLink>
      </p>
      <LoadedView loaded={options} onRetry={retry}>
        {(chosen) =>
          work === 'new' ? (
            <NewText kind={kind} of={of} options={chosen} />
          ) : (
            <Known kind={kind} work={work} options={chosen} />
          )
        }
      </LoadedView>
    </>
  );
}

function partsOf(id: string): readonly [kind: BankKind, work: string, of: string] {
  const [kind, work = 'new', of = ''] = id.split('/');
  return [kind === 'case' ? 'case' : 'item', work, of];
}

function NewText(props: { readonly kind: BankKind; readonly of: string; readonly options: BankOptions }) {
  const { kind, of, options } = props;
  return (
    <>
      <h1>新{kind === 'item' ? '题' : '案例'}</h1>
      <Editor
        work={null}
        begins={blankText(kind, of)}
        revision={0}
        preview={null}
        options={options}
        onSaved={() => undefined}
      />
    </>
  );
}

function Known({
  kind,
  work,
  options,
}: {
  readonly kind: BankKind;
  readonly work: string;
  readonly options: BankOptions;
}) {
  const [loaded, reload] = useLoaded<BankPageWire>(`${api}/quiz/bank/${kind}/${encodeURIComponent(work)}`);
  return (
    <LoadedView loaded={loaded} onRetry={reload}>
      {({ page }) => <Text page={page} options={options} onChange={reload} />}
    </LoadedView>
  );
}

interface TextProps {
  readonly page: Page;
  readonly options: BankOptions;
  readonly onChange: () => void;
}

function Text({ page, options, onChange }: TextProps) {
  const { role } = useSeat().session.account;
  const mayWrite = role === 'admin' || role === 'reviewer';
  const isWritten = mayWrite && page.unfinished?.state !== 'waiting' && page.standing !== 'retired';
  return (
    <>
      <h1 className="bank-title">{page.title || `新${kindNames[page.kind]}`}</h1>
      <p className="muted bank-tags">
        <span className="mono">{page.work}</span>
        {tagsOf(page).map(([words, tone]) => (
          <ToneTag key={words} tone={tone}>
            {words}
          </ToneTag>
        ))}
        {page.kind === 'case' && <span>{page.uses} 道题出自这个案例</span>}
      </p>
      <About page={page} />
      {mayWrite && <Decide page={page} onChange={onChange} />}
      {isWritten ? (
        <Editor
          key={page.revision}
          work={page.work}
          begins={page.text}
          revision={page.revision}
          preview={page.preview}
          options={options}
          onSaved={onChange}
        />
      ) : (
        <div className="bank-columns">
          <section className="panel case-box" aria-label="文本">
            <ul className="bare bank-lines">
              {linesOf(page.text, options).map((line, at) => (
                <li key={at}>{line}</li>
              ))}
            </ul>
          </section>
          {page.kind === 'item' && <Preview preview={page.preview} />}
        </div>
      )}
      <Versions page={page} options={options} />
      {mayWrite && <Standing page={page} onChange={onChange} />}
    </>
  );
}

/** What one has to know before one writes or approves. */
function About({ page: { unfinished, retired, problem, isBehind, shipped, versions } }: { readonly page: Page }) {
  const now = useNow(60_000);
  return (
    <>
      {problem !== null && <Notice tone="bad">本单位的这一版没有采用：{problem}</Notice>}
      {retired && (
        <Notice tone="warn">
          {retired.by} 于 {dayTime(retired.at, now)} 停用：{retired.why}
        </Notice>
      )}
      {isBehind && <Notice tone="warn">本单位的这一版写成之后，随产品提供的文本已更新，请核对。</Notice>}
      {unfinished?.note && unfinished.state === 'draft' && <Notice tone="warn">退回修改：{unfinished.note}</Notice>}
      {unfinished && (
        <p className="muted">
          第 {unfinished.version} 版由 {unfinished.writers.join('、')} 写，
          {unfinished.state === 'waiting' ? '等另一位批准' : '还是草稿'}，{dayTime(unfinished.savedAt, now)} 保存。
        </p>
      )}
      {shipped && versions.length === 0 && (
        <p className="muted">随产品提供的不会被改动：您的改动另成本单位的一版，批准后代替它。</p>
      )}
    </>
  );
}
