import { secretPictures } from '#detect/text/tables/signs.ts';

/** What a text may hold by its units. Without it the views that look for it need not be asked. */
export const may = { holdCode: 1, holdSigns: 2 } as const;

const bits = new Uint8Array(0x10000);
const mark = (units: string, bit: number): void => {
  for (let index = 0; index < units.length; index++) bits[units.charCodeAt(index)] = bit;
};
// Percent, escapes and entities; base64.
mark('%\\&', may.holdCode);
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-', may.holdCode);
mark('★星', may.holdSigns);
// Of a picture of two units the second tells more: the first is shared by all faces.
for (const [picture] of secretPictures) mark(picture.slice(-1), may.holdSigns);

/** The bits of `may` of all units together: never a false no. */
export function firstLook(text: string): number {
  let seen = 0;
  for (let index = 0; index < text.length; index++) seen |= bits[text.charCodeAt(index)] ?? 0;
  return seen;
}
