import { Button } from 'tdesign-react/es/button/index.js';

/** Newer and older: lists page by key. */
export function Pager(props: {
  readonly onNewer: (() => void) | null;
  readonly onOlder: (() => void) | null;
  readonly says?: string;
}) {
  if (!props.onNewer && !props.onOlder && !props.says) return null;
  return (
    <nav className="pager" aria-label="翻页">
      {props.says && <span className="muted">{props.says}</span>}
      {props.onNewer && (
        <Button tag="button" variant="outline" onClick={props.onNewer}>
          上一页
        </Button>
      )}
      {props.onOlder && (
        <Button tag="button" variant="outline" onClick={props.onOlder}>
          下一页
        </Button>
      )}
    </nav>
  );
}
