import { PaginationMini } from 'tdesign-react/es/pagination/index.js';

/** Newer and older. The kit's numbered pages are no buttons and take no focus, and lists that page by key have no numbers. */
export function Pager(props: {
  readonly onNewer: (() => void) | null;
  readonly onOlder: (() => void) | null;
  readonly says?: string;
}) {
  const { onNewer, onOlder, says } = props;
  if (!onNewer && !onOlder && !says) return null;
  return (
    <nav className="pager" aria-label="翻页">
      {says && <span className="muted">{says}</span>}
      {(onNewer || onOlder) && (
        <PaginationMini
          variant="outline"
          showCurrent={false}
          tips
          disabled={{ prev: !onNewer, current: true, next: !onOlder }}
          onChange={({ trigger }) => (trigger === 'prev' ? onNewer : onOlder)?.()}
        />
      )}
    </nav>
  );
}

/** Lists that page by number. */
export function NumberPager(props: {
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** 人, 个 */
  readonly unit: string;
  readonly onGo: (page: number) => void;
}) {
  const { total, page, pages, unit, onGo } = props;
  const place = pages > 1 ? `，第 ${page} / ${pages} 页` : '';
  return (
    <Pager
      says={`共 ${total.toLocaleString('zh-CN')} ${unit}${place}`}
      onNewer={page > 1 ? () => onGo(page - 1) : null}
      onOlder={page < pages ? () => onGo(page + 1) : null}
    />
  );
}
