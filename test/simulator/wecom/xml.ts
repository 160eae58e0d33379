/** A text becomes CDATA, a number stands bare, a list repeats its element. */
export type XmlValue = string | number | readonly XmlValue[] | { readonly [name: string]: XmlValue };
export type XmlFields = Readonly<Record<string, XmlValue>>;

export function toXml(fields: XmlFields): string {
  return element('xml', fields);
}

function element(name: string, value: XmlValue): string {
  if (typeof value === 'string') return `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;
  if (typeof value === 'number') return `<${name}>${value}</${name}>`;
  if (isList(value)) return value.map((one) => element(name, one)).join('');
  const inner = Object.entries(value).map(([key, one]) => element(key, one));
  return `<${name}>${inner.join('')}</${name}>`;
}

function isList(value: object): value is readonly XmlValue[] {
  return Array.isArray(value);
}

/** The text of the first element of that name, or null. */
export function readXml(xml: string, name: string): string | null {
  const found = new RegExp(`<${name}>(?:<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>|([^<]*))</${name}>`).exec(xml);
  return found ? (found[1] ?? found[2] ?? '') : null;
}
