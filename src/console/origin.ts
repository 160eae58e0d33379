import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a browser's request came from our own pages. A browser always sends Origin with a POST of another site; a program
 * that sends none has no cookies to misuse.
 */
export function isFromHere(headers: IncomingHttpHeaders, url: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const given = new URL(origin);
  return given.origin === new URL(url).origin || given.host === headers.host;
}
