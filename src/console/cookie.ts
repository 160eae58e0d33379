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
  const token = valueOf(header, cookieName(isHttps));
  return /^[A-Za-z0-9_-]{22,128}$/.test(token) ? token : null;
}

/** Ten minutes for a scan and a telephone that is somewhere else. */
export const stateLength = 10 * 60 * 1000;

function stateName(isHttps: boolean): string {
  return `${cookieName(isHttps)}-sign-in`;
}

/** Lax: the browser comes back from the platform's page, which is another site. */
export function stateCookie(token: string, isHttps: boolean): string {
  return `${stateName(isHttps)}=${token}; Path=/; Max-Age=${stateLength / 1000}; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`;
}

export function clearedStateCookie(isHttps: boolean): string {
  return `${stateName(isHttps)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`;
}

export function readStateCookie(header: string | undefined, isHttps: boolean): string | null {
  const token = valueOf(header, stateName(isHttps));
  return /^[\w-]{1,800}\.[\w-]{1,100}$/.test(token) ? token : null;
}

function valueOf(header: string | undefined, name: string): string {
  const prefix = `${name}=`;
  const found = (header ?? '').split(';').find((part) => part.trimStart().startsWith(prefix));
  return found?.trim().slice(prefix.length) ?? '';
}
