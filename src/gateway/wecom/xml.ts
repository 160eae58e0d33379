/** An element with its own text; what the platform repeats stands in `children` once for each time. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** Deeper than any callback of the platform. */
const deepest = 16;
/** The nesting of one element, while it is being read. */
interface Open {
  readonly name: string;
  text: string;
  readonly children: XmlElement[];
}

/**
 * The document's element, or null where it is not well formed. Elements, text, CDATA, comments and the declaration only: a document
 * type or an entity of its own makes it not well formed here, so nothing can be expanded or fetched.
 */
export function parseXml(document: string): XmlElement | null {
  const root: Open = { name: '', text: '', children: [] };
  const stack: Open[] = [root];
  const source = document.replace(/^\uFEFF?\s*<\?xml\s[^?]*\?>/, '');
  let at = 0;
  while (at < source.length) {
    const next = source.startsWith('<', at) ? readMarkup(source, at, stack) : readText(source, at, stack);
    if (next === null) return null;
    at = next;
  }
  const [only, ...more] = root.children;
  return stack.length === 1 && more.length === 0 && root.text.trim() === '' ? (only ?? null) : null;
}

/** The text of the first child of that name, or an empty string. */
export function textAt(element: XmlElement, name: string): string {
  return element.children.find((child) => child.name === name)?.text ?? '';
}

export function childrenAt(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Text that ends no CDATA section. */
export function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** Where reading goes on after the markup at `at`; null where it is not well formed. */
function readMarkup(source: string, at: number, stack: Open[]): number | null {
  if (source.startsWith('<![CDATA[', at)) {
    const end = source.indexOf(']]>', at + 9);
    const open = stack.at(-1);
    if (end < 0 || stack.length < 2 || !open) return null;
    open.text += source.slice(at + 9, end);
    return end + 3;
  }
  if (source.startsWith('<!--', at)) {
    const end = source.indexOf('-->', at + 4);
    return end < 0 ? null : end + 3;
  }
  const end = source.indexOf('>', at);
  if (end < 0) return null;
  return applyTag(source.slice(at + 1, end), stack) ? end + 1 : null;
}

const tagForm = /^(\/?)([A-Za-z_][\w.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)$/;

function applyTag(tag: string, stack: Open[]): boolean {
  const [, slash, name, attributes, single] = tagForm.exec(tag) ?? [];
  const parent = stack.at(-1);
  if (name === undefined || !parent) return false;
  if (slash) {
    if (attributes || single || stack.length < 2 || parent.name !== name) return false;
    stack.pop();
    return true;
  }
  if (stack.length > deepest) return false;
  const element: Open = { name, text: '', children: [] };
  parent.children.push(element);
  if (!single) stack.push(element);
  return true;
}

function readText(source: string, at: number, stack: readonly Open[]): number | null {
  const next = source.indexOf('<', at);
  const end = next < 0 ? source.length : next;
  const text = decoded(source.slice(at, end));
  const open = stack.at(-1);
  if (text === null || !open) return null;
  open.text += text;
  return end;
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' };

/** A sign that begins no reference: told before anything is built, so that a text full of them costs one look. */
const strayAmpersand = /&(?!#\d{1,7};|#x[\dA-Fa-f]{1,6};|\w{1,8};)/;

function decoded(text: string): string | null {
  if (!text.includes('&')) return text;
  if (strayAmpersand.test(text)) return null;
  let isSound = true;
  const plain = text.replace(/&(?:#(\d{1,7})|#x([\dA-Fa-f]{1,6})|(\w{1,8}));/g, (_all, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(String(hex), 16) : null;
    const letter = code === null ? named[String(name)] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
    isSound &&= letter !== undefined;
    return letter ?? '';
  });
  return isSound ? plain : null;
}
