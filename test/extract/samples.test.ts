import { sampleFiles } from './sample-files.ts';

/** Seconds of looking each; the long run reads them too. */
const slow = new Set([
  'img-paragraph.png',
  'img-sutra-simplified.jpg',
  'img-text-block.jpg',
  'ofd-image-only.ofd',
  'ofd-no-copying.ofd',
  'pdf-slide.pdf',
  'pptx-talk.pptx',
]);

sampleFiles((file) => !slow.has(file));
