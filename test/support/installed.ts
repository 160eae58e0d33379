import type { TestProject } from 'vitest/node';
import { copiedHouse } from './copied-house.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The installed program without its pages, one folder for the whole run: nobody changes it, and what it compiled once is kept. */
    readonly installed: string;
  }
}

/** Vitest's global set-up. */
export default function setup({ provide }: TestProject): () => void {
  const { root, remove } = copiedHouse();
  provide('installed', root);
  return remove;
}
