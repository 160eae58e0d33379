import { Pager } from '#web/console/pager.tsx';

/** How many there are, and the way to the next page. */
export function PageTurner(props: {
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** 人, 个群 */
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
