import { Skeleton } from 'tdesign-react/es/skeleton/index.js';

/** Grey lines while something is being read. */
export function Waiting() {
  return (
    <div className="panel shell-wait" aria-busy="true">
      <span className="sr-only">正在读取</span>
      <Skeleton theme="paragraph" animation="gradient" />
    </div>
  );
}
