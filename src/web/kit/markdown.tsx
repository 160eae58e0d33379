import type { ReactNode } from 'react';

type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'paragraph'; readonly text: string };

/** The little of Markdown our own documents use: headings, lists, tables, bold. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <div className="markdown">
      {blocksOf(text).map((block, at) => (
        <Shown key={at} block={block} />
      ))}
    </div>
  );
}

export function blocksOf(text: string): readonly Block[] {
  const apart = text.replace(/^#{1,6} .*$/gm, '\n$&\n');
  return apart
    .split(/\n\s*\n/)
    .map((group) => group.trim())
    .filter(Boolean)
    .map(blockOf);
}

function blockOf(group: string): Block {
  const lines = group.split('\n').map((line) => line.trim());
  const heading = /^(#{1,6}) (.*)$/.exec(lines[0] ?? '');
  if (heading) return { kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' };
  if (lines.every((line) => /^([-*]|\d+\.) /.test(line))) {
    return { kind: 'list', items: lines.map((line) => line.replace(/^([-*]|\d+\.) /, '')) };
  }
  if (lines.every((line) => line.startsWith('|'))) {
    return { kind: 'table', rows: lines.filter((line) => !/^[|\s:-]+$/.test(line)).map(cellsOf) };
  }
  return { kind: 'paragraph', text: lines.join('\n') };
}

function cellsOf(line: string): readonly string[] {
  return line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

function Shown({ block }: { readonly block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading':
      return block.level === 1 ? <h2>{block.text}</h2> : <h3>{block.text}</h3>;
    case 'list':
      return (
        <ul className="plain">
          {block.items.map((item, at) => (
            <li key={at}>{inline(item)}</li>
          ))}
        </ul>
      );
    case 'table':
      return (
        <div className="table-wrap">
          <table className="table">
            <tbody>
              {block.rows.map((row, at) => (
                <tr key={at}>
                  {row.map((cell, column) => (
                    <td key={column}>{inline(cell)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case 'paragraph':
      return <p>{inline(block.text)}</p>;
  }
}

function inline(text: string): ReactNode {
  return text.split('**').map((part, at) => (at % 2 === 1 ? <b key={at}>{part}</b> : part));
}
