import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConsoleParts } from '#console/parts.ts';
import { setupGate } from '#console/setup-gate.ts';
import type { LivingRules } from '#assembly/rulebook/living.ts';
import { createLessonDesk } from '#assembly/rulebook/lesson-desk.ts';
import { createBankDesk } from '#assembly/bank/bank-desk.ts';
import { houseWords } from '#assembly/bank/house-words.ts';
import type { LivingBank } from '#assembly/bank/living-bank.ts';
import { createRulebook } from '#assembly/rulebook/rulebook.ts';
import type { Shelf } from '#assembly/shelf.ts';
import type { BankDesk } from '#model/bank.ts';
import type { Unit } from '#model/unit.ts';
import { digestHands } from '#assembly/digest-hands.ts';
import type { Config } from '#config.ts';
import { knownTo } from '#assembly/item-bank.ts';
import { createLinks } from '#assembly/links.ts';
import { createOwnModel } from '#assembly/own-model.ts';
import { writeOwnSamples } from '#assembly/own-samples.ts';

export type ConsoleHands = Pick<
  ConsoleParts,
  | 'store'
  | 'desk'
  | 'owners'
  | 'reports'
  | 'foresee'
  | 'tryPost'
  | 'groups'
  | 'quiz'
  | 'timetable'
  | 'now'
  | 'isWorkday'
  | 'linkKey'
  | 'identities'
  | 'registrar'
  | 'health'
  | 'checks'
  | 'evidenceRecipients'
  | 'learning'
  | 'press'
  | 'onChange'
  | 'log'
>;

/** 256 bits of chance as base64url. */
function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the console needs of the house, and the one-time setup token while there is no account. */
export async function consoleParts(
  hands: ConsoleHands,
  {
    config,
    root,
    shelf,
    living,
    bank,
  }: {
    readonly config: Config;
    readonly root: string;
    readonly shelf: Shelf;
    readonly living: LivingRules;
    readonly bank: LivingBank;
  },
) {
  const setupToken = (await hands.store.accounts.list()).length === 0 ? newToken() : null;
  const document = (name: string): string => readFileSync(join(root, 'data', 'templates', `${name}.md`), 'utf8');
  const links = createLinks(config.url, hands.linkKey, hands.now);
  const { store, now: clock } = hands;
  const book = createRulebook({ shelf, store, clock, compiled: living.compiled, reload: living.reload });
  const onError = (error: unknown): void => hands.log({ error, route: 'classifier' });
  const ownModel = createOwnModel({ root, dataDir: config.dataDir, shelf, store, living, clock, onError });
  const parts: ConsoleParts = {
    ...hands,
    memberPages: { mine: async (person) => links.mine(person), owner: async (person) => links.owner(person) },
    newToken,
    setup: setupGate(setupToken),
    isHttps: config.url.startsWith('https:'),
    timeZone: config.timeZone,
    url: config.url,
    ownerFacts: ownerFactsOf(shelf),
    people: async () => (await hands.store.people.list()).map(({ pseudonym, name }) => ({ person: pseudonym, name })),
    catalogue: living.catalogue,
    templates: [...shelf.templates.values()],
    rulebook: book,
    bank: houseBankDesk(hands, { shelf, living, bank }),
    lessons: createLessonDesk({ store, book, clock, onSamples: () => writeOwnSamples(config.dataDir, store) }),
    ownModel,
    retention: shelf.retention,
    law: shelf.law,
    documents: { notice: document('告知书'), assessment: document('个人信息保护影响评估') },
    unitDefaults: emptyUnit(config.template),
    digests: digestHands(config.timeZone),
  };
  return { parts, setupToken, ownModel };
}

function houseBankDesk(
  { store, now, quiz }: Pick<ConsoleHands, 'store' | 'now' | 'quiz'>,
  given: { readonly shelf: Shelf; readonly living: LivingRules; readonly bank: LivingBank },
): BankDesk {
  const { shelf, living, bank } = given;
  return createBankDesk({
    store,
    bank,
    clock: now,
    law: shelf.law,
    titles: new Map([...shelf.catalogue.categories].map(([id, { title }]) => [id, title])),
    known: knownTo(shelf),
    words: houseWords({ store, living }),
    preview: (item, of) => quiz.preview(item, of),
  });
}

/** The floor in words: what owners' topics and rules cannot touch. */
function ownerFactsOf({ ownerRules, topics, catalogue }: Shelf): ConsoleParts['ownerFacts'] {
  const titles = topics.floor.map((category) => catalogue.categories.get(category)?.title ?? category);
  return {
    fileKinds: ownerRules.files.map(({ id, title }) => ({ id, title })),
    floor: [
      '密级标志、内部标志和类似的形式',
      '他人的证件号码、健康、名单等个人信息',
      '有偿索要材料、打探情况的迹象',
      '要求把文件拍照、扫描发到群里',
      ...titles,
    ],
  };
}

function emptyUnit(template: string): Unit {
  return {
    name: '',
    office: '保密办',
    officePhone: '',
    dutyPhone: '',
    cipherRoom: '机要室',
    cipherPhone: '',
    pickupPlace: '',
    upperPhone: '',
    roster: [],
    heads: [],
    template,
    evidence: 'sealed',
    unsealing: 'two-persons',
    officeHours: [8.5, 18],
  };
}
