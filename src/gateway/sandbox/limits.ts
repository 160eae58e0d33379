import { no, type Refused } from '#gateway/sandbox/answer.ts';
import type { SandboxLimits } from '#model/sandbox-wire.ts';

const megabyte = 1024 * 1024;

export const limits: SandboxLimits = { text: 10 * megabyte, file: 10 * megabyte, request: 20 * megabyte, files: 9 };

/** Posts in one forwarded bundle, with the bundles inside it. */
export const bundleLimit = 200;

// eslint-disable-next-line no-control-regex -- finding them is the point
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

/** Why a text can't be a message, in Chinese; null when it can. Tab, line feed and carriage return are fine. */
export function faultOf(text: string): Refused | null {
  const bytes = Buffer.byteLength(text);
  if (bytes > limits.text) return no('too-large', `文字太长：最多 ${sizeOf(limits.text)}，收到 ${sizeOf(bytes)}。`);
  if (!text.isWellFormed()) return no('invalid', '文字编码有误：含有不成对的代理字符，请重新输入。');
  const found = control.exec(text)?.[0];
  if (found === undefined) return null;
  const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return no('invalid', `文字里有看不见的控制字符（U+${code}），请去掉后再发。`);
}

export function sizeOf(bytes: number): string {
  return bytes < megabyte ? `${Math.ceil(bytes / 1024)} KB` : `${Number((bytes / megabyte).toFixed(1))} MB`;
}
