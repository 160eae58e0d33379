import { watchHouse } from '#extract/pool/watch-house.ts';

/** A worker that does what the first letter of the file says: everything a parser may do wrong. */
const held: Uint8Array[] = [];

await watchHouse();
process.on('message', ({ job, bytes }: { readonly job: number; readonly bytes: Uint8Array }) => {
  const say = (message: Readonly<Record<string, unknown>>): void => void process.send?.({ job, ...message });
  const text = (words: string): void => say({ kind: 'text', where: '', via: 'text', text: words });
  const done = (): void => say({ kind: 'done' });
  const deeds: Readonly<Record<string, () => void>> = {
    h: () => {
      text('before it hung');
      setTimeout(() => {
        for (;;);
      }, 50);
    },
    i: () => {
      say({ kind: 'early', where: '图片上部', text: 'a head' });
      setTimeout(() => {
        for (;;);
      }, 50);
    },
    g: () => {
      for (;;) held.push(new Uint8Array(8 * 1024 * 1024).fill(1));
    },
    c: () => process.abort(),
    l: () => say({ kind: 'text', where: 7 }),
    t: () => {
      text('x'.repeat(2000));
      done();
    },
    e: () => {
      text(JSON.stringify(Object.keys(process.env).toSorted()));
      done();
    },
    p: () => {
      text(String(process.pid));
      done();
    },
  };
  deeds[String.fromCharCode(bytes[0] ?? 0)]?.();
});
process.send?.({ kind: 'ready' });
