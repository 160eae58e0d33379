import type { TestProject } from 'vitest/node';
import { copiedHouse, type CopiedHouse } from './copied-house.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The installed program without its pages, one folder for the whole run: nobody changes it, and what it compiled once is kept. */
    readonly installed: string;
  }
}

/** Vitest's global set-up. */
export function setup({ provide }: TestProject): void {
  house = copiedHouse();
  provide('installed', house.root);
}

export function teardown(): void {
  house?.remove();
}

let house: CopiedHouse | null = null;
