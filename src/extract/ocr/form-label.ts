/** Cells of the head of a document, with the blanks that fill them out and without one before what stands in them. */
const label =
  /^(密|等)\s?级[:：]?\s{0,2}(?=\S)|^(紧急程度|签批盖章|发电单位|发电号|编\s?号|页\s?数)[:：]?\s{0,2}(?=[^\s单位号])/;
/** A line that is "?级" and a grade can be but one cell, whatever became of its small first letters. */
const gradeCell = /^[^等\s]?[级圾极]\s{0,2}(绝密|机密|秘密)$/;

/** A triangle is read as the letter it looks like, an outlined or torn star as a character; between these words neither can stand. */
const triangle = /((?:核心|普通)商(?:密|业秘密))\s?[A△4]\s?(?=\d{1,2}\s?(?:年|个月|月|天)|长期)/;
const tornStar =
  /^((?:绝密|机密|秘密)级?)\s?[合全女大太本古夫食未米来木丈文交×xX*＊十士土六水火头]\s?(\d{1,2}\s?(?:年|个月|月|天)|长期|启用前)$/;

/** Parts the label of a cell from what stands in it, which the recogniser sees as one word, and mends the sign of a mark. */
export function labelled(text: string): string {
  const mark = text.replace(triangle, '$1▲').replace(tornStar, '$1★$2');
  if (mark !== text) return mark;
  const cell = gradeCell.exec(text);
  if (cell) return `密级 ${cell[1] ?? ''}`;
  return text.replace(label, (found) => `${found.replace(/\s/g, '')} `);
}
