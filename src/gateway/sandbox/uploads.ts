import busboy from 'busboy';
import type express from 'express';
import { no, yes, type Answer, type Refused } from '#gateway/sandbox/answer.ts';
import { utf8 } from '#gateway/sandbox/door.ts';
import { cleanName, type Upload } from '#gateway/sandbox/files.ts';
import { limits, sizeOf } from '#gateway/sandbox/limits.ts';

export interface Form {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly Upload[];
}

/** Reads multipart/form-data into memory, within the limits; the rest of a refused request is read and thrown away. */
export async function readForm(request: express.Request): Promise<Answer<Form>> {
  if (Number(request.headers['content-length'] ?? 0) > limits.request) return drain(request, tooLarge());
  const fields: Record<string, string> = {};
  const files: Promise<Upload>[] = [];
  let refused: Refused | null = null;
  let total = 0;
  const parser = openParser(request.headers);
  if (!parser) return drain(request, broken());
  parser.on('field', (name, raw) => {
    const text = utf8(Buffer.from(raw, 'latin1'));
    if (text === null) refused ??= no('invalid', '文字编码有误：应为 UTF-8。');
    else fields[name] = text;
  });
  parser.on('file', (part, stream, { filename }) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => {
      total += chunk.length;
      if (total > limits.request) refused ??= tooLarge();
      else chunks.push(chunk);
    });
    stream.on('limit', () => (refused ??= no('too-large', `文件太大：单个最多 ${sizeOf(limits.file)}。`)));
    const media = part === 'picture' ? 'picture' : 'file';
    files.push(
      new Promise((resolve) =>
        stream.on('close', () => resolve({ name: cleanName(filename ?? ''), media, bytes: Buffer.concat(chunks) })),
      ),
    );
  });
  for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
    parser.on(limit, () => (refused ??= no('too-large', `附件太多：一次最多 ${limits.files} 个。`)));
  }
  await new Promise<void>((resolve) => {
    parser.on('close', resolve);
    parser.on('error', () => {
      refused ??= broken();
      resolve();
    });
    request.on('aborted', () => parser.destroy());
    request.pipe(parser);
  });
  if (refused !== null) return refused;
  return yes({ fields, files: await Promise.all(files) });
}

function tooLarge(): Refused {
  return no('too-large', `内容太大：一次最多 ${sizeOf(limits.request)}。`);
}

function drain(request: express.Request, refused: Refused): Refused {
  request.resume();
  return refused;
}

/** Null where the header names no boundary. */
function openParser(headers: express.Request['headers']): busboy.Busboy | null {
  try {
    return busboy({
      headers,
      defParamCharset: 'utf8',
      // Fields come byte for byte, so that invalid UTF-8 is seen and not replaced.
      defCharset: 'latin1',
      limits: { fieldSize: limits.text + 1, fileSize: limits.file, files: limits.files, fields: 10, parts: 20 },
    });
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Multipart: ')) return null;
    throw error;
  }
}

function broken(): Refused {
  return no('invalid', '上传的内容不完整或格式有误，请重试。');
}
