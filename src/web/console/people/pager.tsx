import { Button } from 'tdesign-react/es/button/index.js';

/** How many there are, and the way to the next page. */
export function Pager(props: {
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** 人, 个 */
  readonly unit: string;
  readonly onGo: (page: number) => void;
}) {
  const { total, page, pages, unit, onGo } = props;
  return (
    <nav className="people-pager" aria-label="翻页">
      <span className="muted">
        共 {total.toLocaleString('zh-CN')} {unit}
        {pages > 1 && `，第 ${page} / ${pages} 页`}
      </span>
      {pages > 1 && (
        <span className="pager">
          <Button tag="button" variant="outline" disabled={page <= 1} onClick={() => onGo(page - 1)}>
            上一页
          </Button>
          <Button tag="button" variant="outline" disabled={page >= pages} onClick={() => onGo(page + 1)}>
            下一页
          </Button>
        </span>
      )}
    </nav>
  );
}
