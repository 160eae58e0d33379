import { describe } from 'vitest';
import type { Moment } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import { digestContract } from './store-digests.ts';
import { caseContract } from './store-cases.ts';
import { deskContract } from './store-desk.ts';
import { fingerprintContract } from './store-fingerprints.ts';
import { inboxContract, outboxContract } from './store-boxes.ts';
import { ledgerContract } from './store-ledger.ts';
import { peopleContract } from './store-people.ts';
import { platformContract } from './store-platform.ts';
import { pictureContract } from './store-pictures.ts';
import { rollContract } from './store-roll.ts';
import { quizContract } from './store-quiz.ts';
import { retentionContract } from './store-retention.ts';

export interface OpenedStore {
  readonly store: Store;
  /** The store's clock; tests set it. */
  readonly time: { now: Moment };
}
/** An empty store with the terms of data/retention.yaml. */
export type OpenStore = () => OpenedStore;

/** What every implementation of Store must do. */
export function storeContract(name: string, open: OpenStore): void {
  describe(`store contract: ${name}`, () => {
    describe('inbox', () => {
      inboxContract(open);
    });
    describe('outbox', () => {
      outboxContract(open);
    });
    describe('cases', () => {
      caseContract(open);
    });
    describe('the desk', () => {
      deskContract(open);
    });
    describe('people, groups and accounts', () => {
      peopleContract(open);
    });
    describe('the roll', () => {
      rollContract(open);
    });
    describe('ledger', () => {
      ledgerContract(open);
    });
    describe('fingerprints', () => {
      fingerprintContract(open);
    });
    describe('what platforms want remembered', () => {
      platformContract(open);
    });
    describe('pictures', () => {
      pictureContract(open);
    });
    describe('quizzes', () => {
      quizContract(open);
    });
    describe('digests', () => {
      digestContract(open);
    });
    describe('retention', () => {
      retentionContract(open);
    });
  });
}
