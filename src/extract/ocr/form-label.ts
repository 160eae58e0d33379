/** Cells of the head of a document, with the blanks that fill them out and without one before what stands in them. */
const label =
  /^(密|等)\s?级[:：]?\s{0,2}(?=\S)|^(紧急程度|签批盖章|发电单位|发电号|编\s?号|页\s?数)[:：]?\s{0,2}(?=[^\s单位号])/;
/** A line that is "?级" and a grade can be but one cell, whatever became of its small first letters. */
const gradeCell = /^[^等\s]?[级圾极]\s{0,2}(绝密|机密|秘密)$/;

/** Parts the label of a cell from what stands in it: the recogniser sees them as one word. */
export function labelled(text: string): string {
  const cell = gradeCell.exec(text);
  if (cell) return `密级 ${cell[1] ?? ''}`;
  return text.replace(label, (found) => `${found.replace(/\s/g, '')} `);
}
