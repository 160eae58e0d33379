import type { SandboxLimits } from '#model/sandbox-wire.ts';

const megabyte = 1024 * 1024;

export const limits: SandboxLimits = { text: 10 * megabyte, file: 10 * megabyte, request: 20 * megabyte, files: 9 };

/** Posts in one forwarded bundle, with the bundles inside it. */
export const bundleLimit = 200;

// eslint-disable-next-line no-control-regex -- finding them is the point
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

/** Why a text can't be a message, in Chinese; null when it can. Tab, line feed and carriage return are fine. */
export function faultOf(text: string): string | null {
  if (Buffer.byteLength(text) > limits.text) return `文字太长：最多 ${limits.text / megabyte} MB，收到 ${sizeOf(Buffer.byteLength(text))}。`;
  if (!text.isWellFormed()) return '文字编码有误：含有不成对的代理字符，请重新输入。';
  const found = control.exec(text)?.[0];
  if (found === undefined) return null;
  return `文字里有看不见的控制字符（U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}），请去掉后再发。`;
}

export function sizeOf(bytes: number): string {
  return bytes < megabyte ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / megabyte).toFixed(1)} MB`;
}
