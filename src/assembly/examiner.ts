import { randomBytes } from 'node:crypto';
import type { Gateway } from '#model/gateway.ts';
import { platformOf, type Moment, type PlatformName } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import { createFind } from '#detect/rules/detector.ts';
import { counts } from '#detect/rules/rule.ts';
import { createLayoutDetector } from '#detect/layout/layout-detector.ts';
import { createPictureDetector, isEnough } from '#detect/picture/picture-detector.ts';
import { createTextDetector } from '#detect/text-detector.ts';
import { createReadMemory } from '#extract/read-memory.ts';
import { readPost } from '#extract/read-post.ts';
import { ageSealer } from '#lib/age.ts';
import { keyedHash } from '#lib/keys.ts';
import { shortCode } from '#lib/short-code.ts';
import { openPictures } from '#assembly/pictures.ts';
import type { Shelf } from '#assembly/shelf.ts';
import { createExtractors } from '#assembly/extractors.ts';
import type { Pool } from '#extract/pool/pool.ts';
import type { Examiner } from '#pipeline/examine.ts';

export interface ExaminerParts {
  readonly shelf: Shelf;
  readonly store: Store;
  readonly gateways: ReadonlyMap<PlatformName, Gateway>;
  readonly pool: Pool;
  readonly clock: () => Moment;
  readonly fingerprintKey: Buffer;
  /** Public keys evidence is sealed to; none: no evidence is kept. */
  readonly recipients: readonly string[];
  readonly onDetectorError: (detector: string, error: unknown) => void;
}

/** The detectors of this house. A new one is one line here. */
export function createExaminer({
  shelf,
  gateways,
  pool,
  fingerprintKey,
  recipients,
  ...rest
}: ExaminerParts): Examiner {
  const { rules, classifier, templates, topics } = shelf;
  const extractors = createExtractors(pool);
  const memory = createReadMemory({ hash: (bytes) => keyedHash(fingerprintKey, bytes), clock: rest.clock });
  const findPicture = openPictures({ ...rest, onError: (error) => rest.onDetectorError('pictures', error) });
  const marks = new Set(rules.rules.filter((rule) => rule.mark).map((rule) => rule.id));
  return {
    ...rest,
    detectors: [
      createTextDetector({ rules, classifier }),
      createLayoutDetector(shelf.layout),
      createPictureDetector(findPicture, shelf.layout.withdrawn.id),
    ],
    templates,
    topics,
    isMark: (rule) => marks.has(rule),
    seal: recipients.length > 0 ? ageSealer(recipients) : null,
    fingerprint: (text) => keyedHash(fingerprintKey, text),
    newCaseId: () => shortCode(randomBytes(8)),
    read: (post, signal, watch = {}) =>
      readPost(
        post,
        {
          extractors,
          memory,
          watch: { ...watch, isKnown: (print) => isEnough(findPicture(print, rest.clock())) },
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
export function createScreen({ rules }: Shelf): (text: string) => Promise<boolean> {
  const find = createFind(rules);
  return (text) => Promise.resolve(find([{ text, from: 'body' }], []).some((finding) => finding.confidence >= counts));
}
