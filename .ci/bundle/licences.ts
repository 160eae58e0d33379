// Prints name, version, licence and licence text of every package under a node_modules folder.
import { globSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';

const Manifest = z.object({ name: z.string(), version: z.string(), license: z.string().default('no licence stated') });

const [modules = 'node_modules'] = process.argv.slice(2);
const line = '='.repeat(80);

for (const path of globSync('**/{*,@*/*}/package.json', { cwd: modules }).toSorted()) {
  // A package.json without name and version only marks a folder as ESM or CommonJS.
  const manifest = Manifest.safeParse(JSON.parse(readFileSync(join(modules, path), 'utf8')));
  if (!manifest.success) continue;
  const { name, version, license } = manifest.data;
  const folder = join(modules, dirname(path));
  const body = textsIn(folder).join('\n\n');
  process.stdout.write(`${line}\n${name} ${version}: ${license}\n${line}\n${body}\n\n`);
}

/** Some keep theirs in a folder of that name. */
function textsIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => /^(licen[cs]e|copying|notice)/i.test(name))
    .flatMap((entry) =>
      entry.isDirectory() ? filesIn(join(folder, entry.name)) : [readFileSync(join(folder, entry.name), 'utf8').trim()],
    );
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => readFileSync(join(folder, name), 'utf8').trim());
}
