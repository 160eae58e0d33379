import type { SandboxGroup, SandboxLine, SandboxPersona, SandboxPost, SandboxReading } from '#model/sandbox-wire.ts';

export type PostLine = SandboxLine & SandboxPost;

/** What every line of the chat needs to know of who looks and where. */
export interface ChatLineProps {
  readonly line: SandboxLine;
  readonly me: SandboxPersona;
  readonly group: SandboxGroup;
  readonly now: number;
  /** How far its files are read; null of a line without any, or of long ago. */
  readonly reading: SandboxReading | 'over' | null;
  readonly onQuote: (post: PostLine) => void;
  readonly onForward: (post: PostLine) => void;
}

export type PostLineProps = Omit<ChatLineProps, 'line'> & { readonly line: PostLine };
