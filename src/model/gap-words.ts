import type { GapReason } from '#model/post.ts';

/** Why something could not be read, for people: on notices, on the console and on the command line. */
export const gapWords: Readonly<Record<GapReason, string>> = {
  encrypted: '加密',
  corrupt: '损坏',
  oversize: '过大',
  timeout: '读取超时',
  unsupported: '格式不支持',
  restricted: '平台不允许下载',
  unreadable: '看不清',
  'too-deep': '嵌套过深',
  'unsafe-path': '文件名异常',
};
