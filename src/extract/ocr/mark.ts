/** A mark as GB/T 9704-2012 has it: grade, star, and mostly a term. */
const mark = /(?:绝密|机密|秘密)级?[★☆](?:\d{1,2}(?:年|个月|月|天)|长期|[\u4e00-\u9fff]{1,6}前)?/;
/** The cell of a form. */
const cell = /密级(?:绝密|机密|秘密)/;
/** What may be a part of a mark, however badly it was read. */
const markPart = /[密秘绝机★☆]|启用前|长期|\d年$/;

/** Whether a text shows a whole mark, so that nobody needs to look closer. */
export function isMarked(text: string): boolean {
  return mark.test(unspaced(text)) || cell.test(unspaced(text));
}

/** Whether a line is a whole mark and nothing else. */
export function isMarkAlone(text: string): boolean {
  const plain = unspaced(text);
  return plain === mark.exec(plain)?.[0];
}

export function mayBeMark(text: string): boolean {
  return markPart.test(unspaced(text));
}

export function unspaced(text: string): string {
  return text.replace(/\s/g, '');
}
