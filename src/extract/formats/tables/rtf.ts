/** Groups that say something elsewhere than in the body. */
export const places: ReadonlyMap<string, string> = new Map([
  ...['header', 'headerl', 'headerr', 'headerf'].map((word) => [word, '页眉'] as const),
  ...['footer', 'footerl', 'footerr', 'footerf'].map((word) => [word, '页脚'] as const),
  ['footnote', '脚注'],
  ['annotation', '批注'],
  ['info', '文档属性'],
  ['userprops', '文档属性'],
  ['shpinst', '图形与文本框'],
]);

/** Tables of the format itself, and what is said twice. */
export const silent: ReadonlySet<string> = new Set([
  'colortbl',
  'stylesheet',
  'listtable',
  'listoverridetable',
  'rsidtbl',
  'themedata',
  'colorschememapping',
  'latentstyles',
  'datastore',
  'generator',
  'fldinst',
  'pntext',
  'xmlnstbl',
  'nonshppict',
  'blipuid',
  'picprop',
  'sn',
]);

/** Starred groups that a reader must know all the same. */
export const starred: ReadonlySet<string> = new Set([
  'shppict',
  'objdata',
  'shpinst',
  'shptxt',
  'annotation',
  'userprops',
]);

export const breaks: ReadonlyMap<string, string> = new Map([
  ...['par', 'line', 'row', 'page', 'sect'].map((word) => [word, '\n'] as const),
  ['sp', '\n'],
  ['cell', '\t'],
  ['tab', '\t'],
]);

/** Code page → encoding. */
export const codePages: ReadonlyMap<string, string> = new Map([
  ['936', 'gb18030'],
  ['950', 'big5'],
  ['932', 'shift_jis'],
  ['949', 'euc-kr'],
  ['65001', 'utf-8'],
]);

/** \fcharset → encoding; the font overrides the code page of the file. */
export const fontCharsets: ReadonlyMap<string, string> = new Map([
  ['134', 'gb18030'],
  ['136', 'big5'],
  ['128', 'shift_jis'],
  ['129', 'euc-kr'],
]);
