const starts = [Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('89504e470d0a1a0a', 'hex')];
const most = 500;

/** Pictures as Office stores them ([MS-ODRAW] OfficeArtBlip): a record with its length, then 17 or 33 bytes, then the file itself. */
export function carvePictures(bytes: Uint8Array): readonly Uint8Array[] {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: { at: number; end: number }[] = [];
  for (const start of starts)
    for (let at = data.indexOf(start); at >= 0 && found.length < most; at = data.indexOf(start, at + 3)) {
      const record = [at - 25, at - 41].find((place) => place >= 0 && isBlip(data.readUInt16LE(place + 2)));
      if (record !== undefined) found.push({ at, end: record + 8 + data.readUInt32LE(record + 4) });
    }
  return found
    .toSorted((one, other) => one.at - other.at)
    .filter(({ at }, index, all) => all.slice(0, index).every((before) => at >= before.end))
    .map(({ at, end }) => data.subarray(at, end));
}

function isBlip(type: number): boolean {
  return type >= 0xf01a && type <= 0xf02a;
}
