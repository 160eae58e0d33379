/** Host names of links, found by plain search so that no text can make it slow. */
export function linkDomainsIn(text: string): readonly string[] {
  const found: string[] = [];
  for (let at = text.indexOf('://'); at >= 0 && found.length < 20; at = text.indexOf('://', at + 3)) {
    const host = /^[a-z0-9.-]{1,253}/i.exec(text.slice(at + 3, at + 3 + 253))?.[0];
    if (host) found.push(host.toLowerCase());
  }
  return found;
}

/** `docx` of 通知.docx; empty where the name has none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 && name.length - dot <= 6 ? name.slice(dot + 1).toLowerCase() : '';
}
