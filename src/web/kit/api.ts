/** Where the console's API stands. */
export const api = '/api/v1';

/** The signed token of /notice/<token> and /mine/<token>. */
export function tokenOfPage(): string {
  return location.pathname.split('/').filter(Boolean).pop() ?? '';
}
