import type express from 'express';
import * as z from 'zod';
import { no, type Answer, type Refused } from '#gateway/sandbox/answer.ts';
import { limits, sizeOf } from '#gateway/sandbox/limits.ts';

const chinese = z.locales.zhCN().localeError;

const status: Readonly<Record<Refused['code'], number>> = {
  invalid: 400,
  'not-allowed': 403,
  'foreign-origin': 403,
  unknown: 404,
  conflict: 409,
  'too-late': 409,
  gone: 410,
  'too-large': 413,
  absent: 404,
};

/** Sends the value, or the refusal with its status. */
export function reply<T>(response: express.Response, answer: Answer<T>, okStatus = 200): void {
  if (answer.ok) {
    response.status(okStatus).json(answer.value);
    return;
  }
  const { code, says } = answer;
  response.status(status[code]).json({ error: { code, says } });
}

/** A page of another site must not post here: the browser names where the request comes from. */
export function sameOrigin(request: express.Request, response: express.Response, next: express.NextFunction): void {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isForeign =
    origin === undefined ? site !== undefined && site !== 'same-origin' && site !== 'none' : hostOf(origin) !== host;
  if (request.method === 'GET' || !isForeign) next();
  else reply(response, no('foreign-origin', '只接受沙盒页面自己发出的请求。'));
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** JSON of the request by its schema; invalid UTF-8, broken JSON and unknown fields are told in Chinese. */
export function parseBody<T>(request: express.Request, schema: z.ZodType<T>): Answer<T> {
  const body: unknown = request.body;
  if (!(body instanceof Uint8Array)) return no('invalid', '请求的类型有误：应为 application/json。');
  const text = utf8(body);
  if (text === null) return no('invalid', '文字编码有误：应为 UTF-8。');
  const value = jsonOf(text);
  if (value === undefined) return no('invalid', '请求格式有误：应为 JSON。');
  return parseValue(value, schema);
}

/** The value by its schema; the refusal names the field, what was expected stays with it. */
export function parseValue<T>(value: unknown, schema: z.ZodType<T>): Answer<T> {
  const parsed = schema.safeParse(value, { error: chinese });
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  return no('invalid', `请求有误：${issue?.path.join('.') || '内容'} 不符合要求（${issue?.message ?? ''}）。`);
}

/** The text of the bytes, or null when they are not UTF-8. */
export function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What the body reader refused: too large, cut off, compressed. */
export function bodyError(
  error: unknown,
  _request: express.Request,
  response: express.Response,
  next: express.NextFunction,
): void {
  const code = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  if (response.headersSent || typeof code !== 'number' || code >= 500) next(error);
  else if (code === 413) reply(response, no('too-large', `内容太大：一次最多 ${sizeOf(limits.request)}。`));
  else reply(response, no('invalid', '请求没有完整到达，或格式不受支持，请重试。'));
}
