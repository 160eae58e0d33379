/** What a document shows where the unit has not said it yet. */
const blank = '【待填写】';

/** Puts the unit's words into `{字段}`; a field nobody knows is an error of who wrote the document, found at the start. */
export function fill(document: string, fields: Readonly<Record<string, string | null>>): string {
  return document.replaceAll(/\{([^{}\n]{1,20})\}/g, (_whole, name: string) => {
    const value = fields[name];
    if (value === undefined)
      throw new Error(`document: expected one of the fields ${Object.keys(fields).join(' ')}, got {${name}}`);
    return value ?? blank;
  });
}
