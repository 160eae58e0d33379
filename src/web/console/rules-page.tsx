import { useState } from 'react';
import type { SheetsWire } from '#model/console-wire.ts';
import type { SheetLine } from '#model/rulebook.ts';
import { api } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { LoadedView } from '#web/console/loaded-view.tsx';
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
              <input
                className="input"
                type="search"
                aria-label="按名称或编号查找"
                placeholder="按名称或编号查找"
                value={sought}
                onChange={(event) => setSought(event.target.value)}
              />
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
  const shown = props.sheets.filter(({ id, title }) => `${id} ${title}`.includes(props.sought.trim()));
  return (
    <section>
      <h2>
        {props.title} <span className="muted">{shown.length}</span>
      </h2>
      {shown.length === 0 ? (
        <div className="panel empty">没有找到。</div>
      ) : (
        <div className="panel table-wrap">
          <table className="table">
            <thead>
              <tr>
                {['名称', '来源', '状态', '命中', '试运行命中'].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((line) => (
                <tr key={line.id}>
                  <td data-label="名称">
                    <span>
                      <PlaceLink to={{ page: 'rules', id: `${line.kind}/${line.id}` }}>{line.title}</PlaceLink>
                      <br />
                      <span className="muted mono">{line.id}</span>
                    </span>
                  </td>
                  <td data-label="来源">{sourceWords[line.source]}</td>
                  <td data-label="状态">{standingOf(line)}</td>
                  <td data-label="命中" className={line.kind === 'rule' ? '' : 'is-empty'}>
                    {line.kind === 'rule' ? `${line.hits.posts} 条，${line.hits.groups} 个群` : '—'}
                  </td>
                  <td data-label="试运行命中" className={line.shadowHits.posts > 0 ? '' : 'is-empty'}>
                    {line.shadowHits.posts > 0 ? `${line.shadowHits.posts} 条` : '—'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
