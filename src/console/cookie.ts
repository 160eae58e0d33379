/** Eight hours: one working day at the desk. */
export const sessionLength = 8 * 60 * 60 * 1000;

/** The `__Host-` prefix binds the cookie to this host and to TLS; a browser refuses it over plain http. */
export function cookieName(isHttps: boolean): string {
  return isHttps ? '__Host-zhouzhi' : 'zhouzhi';
}

export function sessionCookie(token: string, isHttps: boolean): string {
  return `${cookieName(isHttps)}=${token}; Path=/; Max-Age=${sessionLength / 1000}; HttpOnly; SameSite=Strict${isHttps ? '; Secure' : ''}`;
}

export function clearedCookie(isHttps: boolean): string {
  return `${cookieName(isHttps)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict${isHttps ? '; Secure' : ''}`;
}

/** The session's token as the browser sent it, or null. */
export function readCookie(header: string | undefined, isHttps: boolean): string | null {
  const prefix = `${cookieName(isHttps)}=`;
  const found = (header ?? '').split(';').find((part) => part.trimStart().startsWith(prefix));
  const token = found?.trim().slice(prefix.length) ?? '';
  return /^[A-Za-z0-9_-]{22,128}$/.test(token) ? token : null;
}
