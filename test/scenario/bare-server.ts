import { fsyncSync, openSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';

/** What a callback costs at the least: HTTP, a line to the disk, 200. */
const file = openSync(process.argv[2] ?? '', 'a');
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    writeSync(file, Buffer.concat(parts));
    fsyncSync(file);
    response.end('ok');
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : null);
});
process.on('disconnect', () => process.exit(0));
