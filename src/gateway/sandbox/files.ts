import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileId } from '#model/ids.ts';
import type { SandboxFile } from '#model/sandbox-wire.ts';
import type { Base } from '#gateway/sandbox/base.ts';

export interface Upload {
  readonly name: string;
  readonly media: SandboxFile['media'];
  readonly bytes: Uint8Array;
}
export interface StoredFile {
  readonly id: FileId;
  readonly name: string;
  readonly media: SandboxFile['media'];
  readonly bytes: Uint8Array;
}

/** Bytes lie on disk under the file's id, names in the table. */
export interface Files {
  save(line: string, upload: Upload, from: SandboxFile['from']): SandboxFile;
  read(id: FileId): StoredFile | null;
  /** A post taken back takes its files along. */
  drop(line: string): void;
  clear(): void;
}

interface FileRow {
  id: FileId;
  name: string;
  size: number;
  media: SandboxFile['media'];
}

export function createFiles({ db, filesDir, newId }: Base): Files {
  const insert = db.prepare<[string, string, string, number, string, string]>(
    `INSERT INTO files (id, line_id, name, size, media, origin) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const one = db.prepare<[string], FileRow>(`SELECT id, name, size, media FROM files WHERE id = ?`);
  const ofLine = db.prepare<[string], { id: FileId }>(`DELETE FROM files WHERE line_id = ? RETURNING id`);
  const all = db.prepare<[], { id: FileId }>(`DELETE FROM files RETURNING id`);
  const pathOf = (id: FileId): string => join(filesDir, id.slice(id.indexOf(':') + 1));
  return {
    save(line, { name, media, bytes }, from) {
      const id = `sandbox:file-${newId()}`;
      writeFileSync(pathOf(id), bytes, { mode: 0o600 });
      insert.run(id, line, name, bytes.length, media, from);
      return { id, name, size: bytes.length, media, from, url: `/sandbox/api/files/${id}` };
    },
    read(id) {
      const row = one.get(id);
      return row ? { id: row.id, name: row.name, media: row.media, bytes: readFileSync(pathOf(row.id)) } : null;
    },
    drop(line) {
      for (const { id } of ofLine.all(line)) rmSync(pathOf(id), { force: true });
    },
    clear() {
      for (const { id } of all.all()) rmSync(pathOf(id), { force: true });
    },
  };
}

/** What a client wrote as a file's name, as a name only: no folders, no control characters, at most 200 characters. */
export function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 200)
    .toWellFormed();
  return clean === '' || clean === '.' || clean === '..' ? '未命名' : clean;
}
