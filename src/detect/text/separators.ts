const newline = 0x0a;
const space = 0x20;
const marks = new Set(Array.from(' .·-_~|/\\+^=•—‐–・﹒', (mark) => mark.charCodeAt(0)));
const longestRun = 8;

/**
 * 1 for each unit to keep. Separators go only where the surface shows intent: between two Han characters of which at least
 * one stands alone (机-密, 内.部.资.料, 这份机 密), so that 手机 密码 keeps its blank; a line break goes between lines of one
 * character each (vertical writing).
 */
export function joinIntended(codes: Uint16Array): Uint8Array {
  const keep = new Uint8Array(codes.length).fill(1);
  for (let index = 0; index + 2 < codes.length; index++) {
    if (!isHan(codes[index]) || isHan(codes[index + 1])) continue;
    const next = endOfRun(codes, index + 1);
    if (next > 0 && isHan(codes[next]) && isIntended(codes, index, next)) keep.fill(0, index + 1, next);
  }
  return keep;
}

/** The first unit after a run of separators, or 0 when there is none or it is too long to be one. */
function endOfRun(codes: Uint16Array, from: number): number {
  let index = from;
  while (index < codes.length && index - from < longestRun && isSeparator(codes[index])) index++;
  return index > from && index < codes.length ? index : 0;
}

function isIntended(codes: Uint16Array, left: number, right: number): boolean {
  const isLeftAlone = !isHan(codes[left - 1]);
  const isRightAlone = !isHan(codes[right + 1]);
  const run = codes.subarray(left + 1, right);
  if (run.includes(newline))
    return isLeftAlone && isRightAlone && isLineEdge(codes[left - 1]) && isLineEdge(codes[right + 1]);
  return isLeftAlone || isRightAlone;
}

function isLineEdge(code: number | undefined): boolean {
  return code === undefined || code === newline || code === space;
}

function isSeparator(code: number | undefined): boolean {
  return code !== undefined && (code === newline || marks.has(code));
}

function isHan(code: number | undefined): boolean {
  return (
    code !== undefined && ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3007)
  );
}
