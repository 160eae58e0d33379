/** /q/<token> is a question, /q/<token>/me the learning record of whoever holds the link. */
const [, token = '', rest = ''] = location.pathname.split('/').filter(Boolean);

export const isOwnPage = rest === 'me';
export const quizPath = `/api/v1/q/${encodeURIComponent(token)}`;
export const learningPath = `/api/v1/learning/${encodeURIComponent(token)}`;
/** Come from /mine/<token>, it leads back there. */
export const isFromMine = location.search === '?mine';
export const mineAddress = `/mine/${encodeURIComponent(token)}`;
export const questionAddress = `/q/${encodeURIComponent(token)}`;
export const ownAddress = `${questionAddress}/me`;
