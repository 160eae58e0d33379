import { storeContract } from '../contract/store.ts';
import { openTestStore } from '../support/open-store.ts';

storeContract('SQLite', () => openTestStore());
