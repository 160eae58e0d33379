import { Empty } from 'tdesign-react/es/empty/index.js';

/** There is nothing here, and what may come. */
export function Nothing({ says, hint }: { readonly says: string; readonly hint?: string }) {
  return (
    <div className="panel nothing">
      <Empty title={says} {...(hint === undefined ? {} : { description: hint })} />
    </div>
  );
}
