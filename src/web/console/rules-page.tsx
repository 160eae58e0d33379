import { useState } from 'react';
import type { SheetsWire } from '#model/console-wire.ts';
import type { SheetLine } from '#model/rulebook.ts';
import { api } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { Nothing } from '#web/console/kit/nothing.tsx';
import { SearchInput } from '#web/console/kit/search-input.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { NumberPager } from '#web/console/pager.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';
import { Lessons } from '#web/console/rules/lesson-list.tsx';
import { NewRule } from '#web/console/rules/new-rule.tsx';
import { SheetEditor } from '#web/console/rules/sheet-editor.tsx';
import { sourceWords, standingOf } from '#web/console/rules/words.ts';

/** Rules and templates: what is shipped, what the unit changed, and how often each was met. `id` is "rule/…" or "template/…". */
export function RulesPage({ id }: { readonly id: string | undefined }) {
  return id === undefined ? <RuleList /> : <SheetEditor key={id} path={id} />;
}

function RuleList() {
  const [loaded, reload] = useLoaded<SheetsWire>(`${api}/rules`);
  const [sought, setSought] = useState('');
  return (
    <>
      <h1>规则与策略</h1>
      <p className="muted">
        随产品提供的规则只读；本单位的改动另存一层，每一版都保留并记入台账。密级标志规则只能加严，不能放宽。命中数为近
        14 天。
      </p>
      <Lessons onRules={reload} />
      <LoadedView loaded={loaded} onRetry={reload}>
        {({ sheets }) => (
          <>
            <div className="sheet-tools">
              <SearchInput label="按名称或编号查找" sought={sought} onChange={setSought} />
              <NewRule taken={sheets} />
            </div>
            <SheetTable
              title="模板（处置策略）"
              sheets={sheets.filter((one) => one.kind === 'template')}
              sought={sought}
            />
            <SheetTable title="规则" sheets={sheets.filter((one) => one.kind === 'rule')} sought={sought} />
          </>
        )}
      </LoadedView>
    </>
  );
}

function SheetTable(props: { readonly title: string; readonly sheets: readonly SheetLine[]; readonly sought: string }) {
  const [turned, setTurned] = useState(1);
  const shown = props.sheets.filter(({ id, title }) => `${id} ${title}`.includes(props.sought.trim()));
  const pages = Math.ceil(shown.length / pageLength);
  const page = Math.min(turned, Math.max(1, pages));
  return (
    <section>
      <h2>
        {props.title} <span className="muted">{shown.length}</span>
      </h2>
      {shown.length === 0 ? (
        <Nothing says="没有找到" />
      ) : (
        <>
          <DataTable
            label={props.title}
            rows={shown.slice((page - 1) * pageLength, page * pageLength)}
            rowKey={idOf}
            columns={columns}
            isWalked
          />
          {pages > 1 && <NumberPager total={shown.length} page={page} pages={pages} unit="条" onGo={setTurned} />}
        </>
      )}
    </section>
  );
}

const pageLength = 25;
const columns: readonly Column<SheetLine>[] = [
  {
    title: '名称',
    cell: ({ kind, id, title }) => <PlaceLink to={{ page: 'rules', id: `${kind}/${id}` }}>{title}</PlaceLink>,
  },
  { title: '编号', className: 'mono', cell: idOf },
  { title: '来源', className: 'nowrap', cell: (line) => sourceWords[line.source] },
  { title: '状态', cell: standingOf },
  {
    title: '命中',
    isBlank: ({ kind }) => kind === 'template',
    cell: ({ kind, hits }) => (kind === 'rule' ? `${hits.posts} 条，${hits.groups} 个群` : '—'),
  },
  {
    title: '试运行命中',
    isBlank: ({ shadowHits }) => shadowHits.posts === 0,
    cell: ({ shadowHits }) => (shadowHits.posts > 0 ? `${shadowHits.posts} 条` : '—'),
  },
];

function idOf({ id }: SheetLine): string {
  return id;
}
