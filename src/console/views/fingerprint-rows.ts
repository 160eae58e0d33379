import type { Clerk } from '#model/desk.ts';
import type { FingerprintFacts } from '#model/fingerprint.ts';
import type { FingerprintKind, FingerprintRowWire, FingerprintsWire } from '#model/fingerprint-wire.ts';
import type { PictureFacts } from '#model/picture.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { namesOf, type Names } from '#console/views/who.ts';

export interface FingerprintFilter {
  readonly kind: FingerprintKind;
  readonly sought?: string | undefined;
  readonly page: number;
}

type Facts = FingerprintFacts & { readonly kind: FingerprintKind };

const perPage = 50;

/** Newest first. What was taken from a clerk's own post is not shown to him, nor counted. */
export async function fingerprintPage(
  parts: Pick<ConsoleParts, 'store' | 'registrar' | 'catalogue'>,
  { kind, sought = '', page }: FingerprintFilter,
  clerk: Clerk,
): Promise<FingerprintsWire> {
  const { store, registrar } = parts;
  const [documents, pictures, hits, own] = await Promise.all([
    store.fingerprints.list(),
    store.pictures.list(),
    store.fingerprints.hits(),
    clerk.person === null ? [] : store.cases.ofSender(clerk.person),
  ]);
  const hidden = new Set(own.map(({ id }) => id));
  const all = [...documents.map((one): Facts => ({ ...one, kind: one.source })), ...pictures.map(ofPicture)].filter(
    (one) => one.case === null || !hidden.has(one.case),
  );
  const words = sought.trim().toLowerCase();
  const found = all.filter((one) => one.kind === kind && `${one.name} ${one.id}`.toLowerCase().includes(words));
  const names = namesOf(store);
  const rows = found
    .slice((page - 1) * perPage, page * perPage)
    .map((one) => rowOf(one, { hit: hits.get(one.id), categories: parts.catalogue.categories, names }));
  const count = (wanted: FingerprintKind): number => all.filter((one) => one.kind === wanted).length;
  return {
    rows: await Promise.all(rows),
    total: found.length,
    page,
    pages: Math.max(1, Math.ceil(found.length / perPage)),
    counts: { registered: count('registered'), withdrawn: count('withdrawn'), picture: count('picture') },
    categories: registrar.categories,
    usual: registrar.usual,
  };
}

function ofPicture(one: PictureFacts): Facts {
  return { ...one, kind: 'picture', name: one.case, source: 'withdrawn', grain: 'fine' };
}

interface Beside {
  readonly hit: { readonly number: number; readonly lastAt: number } | undefined;
  readonly categories: ConsoleParts['catalogue']['categories'];
  readonly names: Names;
}

async function rowOf(
  { id, kind, name, category, addedAt, endsAt, isLive, by, case: of }: Facts,
  { hit, categories, names }: Beside,
): Promise<FingerprintRowWire> {
  return {
    id,
    kind,
    name,
    categoryTitle: categories.get(category)?.title ?? category,
    addedAt,
    byName:
      by === undefined ? null : by === 'command-line' ? '命令行' : await names.actor({ kind: 'account', account: by }),
    endsAt,
    isLive,
    hits: hit?.number ?? 0,
    lastHitAt: hit?.lastAt ?? null,
    case: of,
  };
}
