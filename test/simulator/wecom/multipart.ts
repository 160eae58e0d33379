import { Readable } from 'node:stream';
import type { IncomingHttpHeaders } from 'node:http';
import busboy from 'busboy';
import type { UploadedFile } from './api.ts';

/** The file of a multipart body, its name read as raw UTF-8; null for any other body. */
export async function readMultipart(headers: IncomingHttpHeaders, bytes: Buffer): Promise<UploadedFile | null> {
  if (headers['content-type']?.startsWith('multipart/form-data') !== true) return null;
  return new Promise((resolve, reject) => {
    let file: UploadedFile | null = null;
    const parser = busboy({ headers, defParamCharset: 'utf8' });
    parser.on('file', (field, stream, { filename }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => (file = { field, name: filename ?? '', bytes: Buffer.concat(chunks) }));
    });
    parser.on('close', () => resolve(file));
    parser.on('error', reject);
    Readable.from([bytes]).pipe(parser);
  });
}
