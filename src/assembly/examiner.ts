import { randomBytes } from 'node:crypto';
import type { Detector } from '#model/finding.ts';
import type { Gateway } from '#model/gateway.ts';
import { platformOf, type Moment, type PlatformName } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import { createFingerprintDetector } from '#detect/fingerprint/fingerprint-detector.ts';
import { counts } from '#detect/rules/rule.ts';
import { createLayoutDetector } from '#detect/layout/layout-detector.ts';
import { createPictureDetector, isEnough, type FindPicture } from '#detect/picture/picture-detector.ts';
import { createReadMemory } from '#extract/read-memory.ts';
import { readPost } from '#extract/read-post.ts';
import { ageSealer } from '#lib/age.ts';
import { keyedHash } from '#lib/keys.ts';
import { turnstile } from '#lib/turnstile.ts';
import { shortCode } from '#lib/short-code.ts';
import { openFingerprints, type KnownDocuments } from '#assembly/fingerprints.ts';
import { openPictures } from '#assembly/pictures.ts';
import type { LivingRules } from '#assembly/rulebook/living.ts';
import type { Shelf } from '#assembly/shelf.ts';
import { createExtractors } from '#assembly/extractors.ts';
import type { Pool } from '#extract/pool/pool.ts';
import type { Examiner } from '#pipeline/examine.ts';

export interface ExaminerParts {
  readonly shelf: Shelf;
  readonly living: LivingRules;
  readonly store: Store;
  readonly gateways: ReadonlyMap<PlatformName, Gateway>;
  readonly pool: Pool;
  readonly clock: () => Moment;
  readonly timeZone: string;
  readonly fingerprintKey: Buffer;
  /** Of the pieces of documents that are known again. */
  readonly piecesKey: Buffer;
  /** Public keys evidence is sealed to; none: no evidence is kept. */
  readonly recipients: readonly string[];
  readonly onDetectorError: (detector: string, error: unknown) => void;
}

/** Milliseconds of examining, after which callbacks are answered before the next post. */
const workInOneGo = 8;

export interface DetectorParts {
  readonly shelf: Pick<Shelf, 'fingerprints' | 'layout'>;
  readonly living: Pick<LivingRules, 'text'>;
  readonly documents: KnownDocuments;
  readonly findPicture: FindPicture;
}

/** The detectors of this house. A new one is one line here. */
export function createDetectors({ shelf, living, documents, findPicture }: DetectorParts): readonly Detector[] {
  return [
    living.text,
    createFingerprintDetector(documents),
    createLayoutDetector(shelf.layout),
    createPictureDetector(findPicture, shelf.layout.withdrawn.id),
  ];
}

/** The detectors, with all they are given and all that follows. */
export function createExaminer({
  shelf,
  living,
  gateways,
  pool,
  fingerprintKey,
  piecesKey,
  recipients,
  timeZone,
  ...rest
}: ExaminerParts): Examiner {
  const { ownerRules } = shelf;
  const extractors = createExtractors(pool);
  const documents = openFingerprints({ ...rest, rules: shelf.fingerprints, key: piecesKey });
  const memory = createReadMemory({ hash: (bytes) => keyedHash(fingerprintKey, bytes), clock: rest.clock });
  const findPicture = openPictures({ ...rest, onError: (error) => rest.onDetectorError('pictures', error) });
  return {
    ...rest,
    detectors: createDetectors({ shelf, living, documents, findPicture }),
    templates: living.templates,
    topics: shelf.topics,
    pass: turnstile(workInOneGo, () => performance.now()),
    isMark: living.isMark,
    onTrial: living.shadow,
    ownerRules,
    tz: timeZone,
    retracts: (group) => gateways.get(platformOf(group))?.retract !== undefined,
    departmentsOf: async (member, signal) =>
      (await gateways.get(platformOf(member))?.departments?.(member, signal)) ?? null,
    seal: recipients.length > 0 ? ageSealer(recipients) : null,
    fingerprint: (text) => keyedHash(fingerprintKey, text),
    pieces: documents.pieces,
    repeatRule: shelf.fingerprints.withdrawn.id,
    onReading: (progress) => gateways.get(platformOf(progress.group))?.showReading?.(progress),
    newCaseId: () => shortCode(randomBytes(8)),
    read: (post, signal, watch = {}) =>
      readPost(
        post,
        {
          extractors,
          memory,
          ...(watch.onDigest && { onDigest: watch.onDigest }),
          watch: {
            ...(watch.onEarly && { onEarly: watch.onEarly }),
            ...(watch.onProgress && { onProgress: watch.onProgress }),
            isKnown: (print) => isEnough(findPicture(print, rest.clock())),
          },
          async download(file, stop) {
            const gateway = gateways.get(platformOf(file.id));
            return gateway ? gateway.download(file, stop) : { ok: false, refused: 'gone' };
          },
        },
        signal,
      ),
  };
}

/** Whether a text a person typed into a form repeats the matter: the same rules as for posts. */
export function createScreen({ find }: LivingRules): (text: string) => Promise<boolean> {
  return (text) => Promise.resolve(find([{ text, from: 'body' }], []).some((finding) => finding.confidence >= counts));
}
