import type { ReactNode } from 'react';
import { Descriptions } from 'tdesign-react/es/descriptions/index.js';

export type Fact = readonly [title: string, fact: ReactNode];

/** Titles and what is known of each, one under the other. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <Descriptions
      className="facts"
      column={1}
      colon={false}
      tableLayout="auto"
      items={facts.map(([label, content]) => ({ label, content: <>{content}</> }))}
    />
  );
}
