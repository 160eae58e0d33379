import type { Case } from '#model/case.ts';
import { isSuspectedStateSecret } from '#model/category.ts';
import type { Watch } from '#model/extractor.ts';
import type { Inbound, ReadingProgress } from '#model/gateway.ts';
import type { Group } from '#model/group.ts';
import type { Detector, Finding } from '#model/finding.ts';
import type { Grain } from '#model/fingerprint.ts';
import type { CaseId, GroupId, MemberId, Moment, Pseudonym } from '#model/ids.ts';
import type { GroupMode, Template } from '#model/policy.ts';
import type { FileRef, Gap, Passage, Post, Reading } from '#model/post.ts';
import type { Change, Store } from '#model/store.ts';
import { Transient } from '#model/transient.ts';
import type { Verdict } from '#model/verdict.ts';
import { decide } from '#decide/decide.ts';
import { ownerFindings, type OwnerRules } from '#detect/owner-rules.ts';
import { withTopics, type TopicRules } from '#detect/topics.ts';
import { isSealable, planVerdict } from '#enforce/plan.ts';
import { exemptionUsed, letPass } from '#pipeline/exempted.ts';
import { withCleared } from '#pipeline/cleared.ts';
import { fingerprintFor, repeatIn } from '#pipeline/came-before.ts';
import { picturesOf } from '#pipeline/known-pictures.ts';
import { placeSender } from '#pipeline/placed.ts';
import { contextText, partsOf, said, traceOf } from '#pipeline/trace.ts';

export interface Examiner {
  readonly store: Store;
  readonly detectors: readonly Detector[];
  readonly read: (post: Post, signal: AbortSignal, watch?: ReadWatch) => Promise<Contents>;
  readonly templates: ReadonlyMap<string, Template>;
  readonly topics: TopicRules;
  readonly ownerRules: OwnerRules;
  readonly tz: string;
  readonly isMark: (rule: string) => boolean;
  /** What rules on trial find: it goes into the trace and decides nothing. */
  readonly onTrial: (reading: Reading) => readonly Finding[];
  /** Whether the platform lets bots take a member's post back at all. */
  readonly retracts: (group: GroupId) => boolean;
  /** Names of a member's departments; null where his platform does not tell. Absent where no platform does. */
  readonly departmentsOf?: (member: MemberId, signal: AbortSignal) => Promise<readonly string[] | null>;
  /** Seals to the office's recipients; null where the unit keeps no evidence. */
  readonly seal: ((plain: string) => Promise<Uint8Array>) | null;
  readonly fingerprint: (text: string) => string;
  /** The keyed hashes of a document's pieces; null where it is too short to be one. */
  readonly pieces: (texts: readonly string[], grain: Grain) => Float64Array | null;
  /** The rule that says a post was withdrawn before. */
  readonly repeatRule: string;
  readonly clock: () => Moment;
  readonly newCaseId: () => CaseId;
  /** Waits until there is a moment for a piece of work that holds the thread. */
  readonly pass?: () => Promise<void>;
  readonly onDetectorError: (detector: string, error: unknown) => void;
  /** How far the files of a post are, for who may show it. */
  readonly onReading: (progress: ReadingProgress) => void;
}

export type ReadWatch = Pick<Watch, 'onEarly' | 'onProgress'> & {
  readonly onDigest?: (file: FileRef, digest: string) => void;
};

/** What was read of a post. */
export interface Contents extends Pick<Reading, 'passages' | 'gaps'> {
  readonly failures: readonly string[];
  /** Lets what its files say be used again for some minutes. */
  readonly keep?: () => void;
}

type PostInbound = Extract<Inbound, { kind: 'post' }>;

/** One post through the rooms: extract, detect, decide, plan, and everything recorded in one transaction. */
export async function examine(
  house: Examiner,
  inbound: PostInbound,
  group: Group,
  signal: AbortSignal,
): Promise<Verdict> {
  const { id, group: place, files } = inbound.post;
  try {
    return await judgeAndRecord(house, inbound, group, signal);
  } finally {
    const count = files.length;
    if (count > 0) house.onReading({ post: id, group: place, done: count, of: count, isOver: true });
  }
}

async function judgeAndRecord(
  house: Examiner,
  inbound: PostInbound,
  group: Group,
  signal: AbortSignal,
): Promise<Verdict> {
  const { store } = house;
  const { post } = inbound;
  const template = house.templates.get(group.template);
  if (!template) throw new Error(`group ${group.id}: expected a known template, got ${group.template}`);

  const [context, person, withdrawal, unit] = await Promise.all([
    store.groups.context(group.id, post.sentAt),
    store.people.pseudonym(post.sender.id, post.sender.name),
    store.groups.withdrawal(post.id),
    store.unit(),
  ]);
  const fingerprint = house.fingerprint(said(post));
  const [record, earlier, cleared, exemption] = await Promise.all([
    store.cases.record(person, house.clock()),
    store.cases.cameBefore(fingerprint),
    store.cases.cleared(fingerprint),
    store.cases.exemption({ group: group.id, sender: person, fingerprint }, house.clock()),
  ]);
  const before = context.flatMap((line) => (line.text === null ? [] : [line.text]));
  const digests = new Map<string, string>();
  const { topics, mode, settings } = group;
  const matter = { post, before, template, mode, record, topics, settings, earlier, cleared, sender: person, digests };
  await house.pass?.();
  const judged = await judge(house, matter, signal);
  const { reading, findings, keep } = judged;
  const verdict = letPass(judged.verdict, exemption);
  const now = house.clock();
  const used = exemption && verdict !== judged.verdict ? exemptionUsed(exemption, post, now) : null;
  const plan = planVerdict({
    post,
    verdict,
    group,
    unit,
    person,
    now,
    caseId: house.newCaseId(),
    fingerprint,
    files: [...digests.values()],
    parts: partsOf(post).map((part) => house.fingerprint(part)),
    isBeyondReach: !house.retracts(group.id),
    withdrawal,
  });

  const change: Change = {
    ...plan,
    ...(used && { ledger: [...plan.ledger, used.row], usesExemption: used.usesExemption }),
    answers: [inbound.key],
    trace: traceOf(reading, { verdict, findings }, { sender: person, fingerprint, onTrial: house.onTrial(reading) }),
    seat: { group: group.id, person, role: post.sender.role },
    context: { group: group.id, post: post.id, at: post.sentAt, text: mayRemember(verdict) ? contextText(post) : null },
    ...fingerprintFor(house.pieces, { one: plan.cases[0], reading, verdict, now }),
    ...picturesOf(plan.cases[0], { reading, verdict, now }),
    ...(await sealed(house, plan.cases?.[0]?.id ?? null, verdict, reading, now)),
  };
  const recorded = await store.record(change);
  if (!recorded.ok) throw new Transient(`post ${post.id}: the case changed meanwhile`);
  if (mayRemember(verdict)) keep?.();
  if (plan.cases.length > 0) await placeSender(house, post, person);
  return verdict;
}

const searchPatience = 10_000;

interface Matter {
  readonly post: Post;
  readonly before: Reading['context'];
  readonly template: Template;
  readonly mode: GroupMode;
  readonly record: number;
  readonly topics: Group['topics'] | undefined;
  readonly settings: Group['settings'] | undefined;
  /** The case of just the same post, taken back or upheld. */
  readonly earlier: Case | null;
  readonly cleared: Case | null;
  readonly sender: Pseudonym;
  /** Fills while files are read. */
  readonly digests: Map<string, string>;
}
interface Judged {
  readonly reading: Reading;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly keep?: Contents['keep'];
}

/** Retracting waits for no download: where the words alone suffice the files are left where they are. */
async function judge(house: Examiner, matter: Matter, signal: AbortSignal): Promise<Judged> {
  const { post } = matter;
  const words = await house.read({ ...post, files: [] }, signal);
  const spoken = await judgeRead(house, matter, words, signal);
  if (post.files.length === 0 || isRetracted(spoken.verdict)) return spoken;
  return judgeFiles(house, matter, words, signal);
}

/** Nor for the rest of a picture whose head already says enough: its reading ends there. */
async function judgeFiles(house: Examiner, matter: Matter, words: Contents, signal: AbortSignal): Promise<Judged> {
  const [enough, stop] = [Promise.withResolvers<Judged>(), new AbortController()];
  const early: Passage[] = [];
  const onEarly = (passage: Passage): void => {
    early.push(passage);
    const passages = [...words.passages, ...early];
    judgeRead(house, matter, { ...words, passages }, signal).then(
      (judged) => isRetracted(judged.verdict) && enough.resolve(judged),
      // What is wrong with it shows again with the whole.
      () => undefined,
    );
  };
  const onDigest = (file: FileRef, digest: string): void => void matter.digests.set(file.id, digest);
  const { id, group } = matter.post;
  const onProgress = (done: number, of: number): void => house.onReading({ post: id, group, done, of, isOver: false });
  const watch = { onEarly, onDigest, onProgress };
  const reading = readParts(house, matter.post, AbortSignal.any([signal, stop.signal]), watch);
  const first = await Promise.race([reading, enough.promise]);
  if (!('verdict' in first)) return judgeRead(house, matter, first, signal);
  stop.abort();
  return first;
}

/** Nothing a file may hold goes before a suspected state secret that is being taken back. */
function isRetracted({ category, steps }: Verdict): boolean {
  return category !== null && isSuspectedStateSecret(category) && steps.some((step) => step.do === 'retract');
}

async function judgeRead(house: Examiner, matter: Matter, read: Contents, signal: AbortSignal): Promise<Judged> {
  const { post, before, template, mode, record, topics, earlier } = matter;
  const reading: Reading = { post, passages: read.passages, gaps: read.gaps, context: before };
  // The time a download has used up is not taken from the words.
  const found = await search(house, reading, signal.aborted ? AbortSignal.timeout(searchPatience) : signal);
  const failures = [...read.failures, ...found.failures];
  const { passages } = reading;
  const known = [...found.findings, ...repeatIn(reading, earlier, house.repeatRule)];
  const within = withTopics(known, { passages, topics, rules: house.topics, now: house.clock() });
  const { settings, sender } = matter;
  const own = ownerFindings({ post, passages, sender, settings, rules: house.ownerRules, tz: house.tz });
  const findings = withCleared([...within, ...own], { ...matter, passages });
  const { isMark } = house;
  const verdict = decide({ reading, findings, failures, template, mode, record, isMark });
  return { reading, verdict, findings, ...(read.keep ? { keep: read.keep } : {}) };
}

/** Files that cannot be fetched are gaps: the words are judged all the same, and a failure makes it a review. */
async function readParts(house: Examiner, parts: Post, signal: AbortSignal, watch: ReadWatch): Promise<Contents> {
  try {
    return await house.read(parts, signal, watch);
  } catch (error) {
    if (error instanceof Transient || parts.files.length === 0) throw error;
    const words = await house.read({ ...parts, files: [] }, signal);
    const why = signal.aborted ? 'timeout' : 'unreadable';
    const gaps = parts.files.map(({ id, from, media }): Gap => ({ file: id, from, media, why }));
    if (why === 'unreadable') house.onDetectorError('download', error);
    return { ...words, gaps, failures: why === 'unreadable' ? ['download'] : [] };
  }
}

/** A detector that fails makes the verdict `review`, never `clear`; Transient is the whole post's business. */
async function search(
  house: Examiner,
  reading: Reading,
  signal: AbortSignal,
): Promise<{ findings: readonly Finding[]; failures: readonly string[] }> {
  const findings: Finding[] = [];
  const failures: string[] = [];
  for (const detector of house.detectors) {
    try {
      findings.push(...(await detector.detect(reading, signal)));
    } catch (error) {
      if (error instanceof Transient) throw error;
      house.onDetectorError(detector.name, error);
      failures.push(detector.name);
    }
  }
  return { findings, failures };
}

/** No copy of a suspected state secret survives the verdict (Law 29, Regulation 41), whatever the outcome was. */
function mayRemember(verdict: Verdict): boolean {
  return !verdict.reasons.some((finding) => isSuspectedStateSecret(finding.category));
}

async function sealed(
  house: Examiner,
  id: CaseId | null,
  verdict: Verdict,
  reading: Reading,
  now: Moment,
): Promise<Pick<Change, 'evidence'>> {
  if (id === null || !house.seal || !isSealable(verdict)) return {};
  const plain = JSON.stringify(reading.passages.map(({ from, where, text }) => ({ from, where, text })));
  return { evidence: { case: id, ciphertext: await house.seal(plain), sealedAt: now } };
}
