const newline = 0x0a;
const space = 0x20;
const longestRun = 8;
const han = 1;
const separator = 2;
/** By unit: what it is here. */
const kinds = buildKinds(' \n.·-_~|/\\+^=•—‐–・﹒‧∙●○、');

export function isSeparator(code: number): boolean {
  return kinds[code] === separator;
}

export function isHan(code: number | undefined): boolean {
  return code !== undefined && kinds[code] === han;
}

/**
 * 1 for each unit to keep, or null for all of them. Separators go only where the surface shows intent: between two Han characters
 * of which at least one stands alone (机-密, 内.部.资.料, 这份机 密), so that 手机 密码 keeps its blank; a line break goes between
 * lines of one character each (vertical writing).
 */
export function joinIntended(codes: Uint16Array): Uint8Array | null {
  let keep: Uint8Array | null = null;
  for (let index = 1; index + 1 < codes.length; index++) {
    if (kinds[codes[index] ?? 0] !== separator || !isHan(codes[index - 1])) continue;
    const next = endOfRun(codes, index);
    if (next > 0 && isHan(codes[next]) && isIntended(codes, index - 1, next)) {
      keep ??= new Uint8Array(codes.length).fill(1);
      keep.fill(0, index, next);
    }
  }
  return keep;
}

/** The first unit after a run of separators, or 0 when there is none or it is too long to be one. */
function endOfRun(codes: Uint16Array, from: number): number {
  let index = from;
  while (index < codes.length && index - from < longestRun && kinds[codes[index] ?? 0] === separator) index++;
  return index > from && index < codes.length ? index : 0;
}

function isIntended(codes: Uint16Array, left: number, right: number): boolean {
  const isLeftAlone = !isHan(codes[left - 1]);
  const isRightAlone = !isHan(codes[right + 1]);
  const run = codes.subarray(left + 1, right);
  if (run.includes(newline))
    return isLeftAlone && isRightAlone && isLineEdge(codes[left - 1]) && isLineEdge(codes[right + 1]);
  // 、 lists words; only between characters that both stand alone does it break one up.
  if (run.includes(comma)) return isLeftAlone && isRightAlone;
  return isLeftAlone || isRightAlone;
}

const comma = '、'.charCodeAt(0);

function isLineEdge(code: number | undefined): boolean {
  return code === undefined || code === newline || code === space;
}

function buildKinds(separators: string): Uint8Array {
  const table = new Uint8Array(0x10000);
  table.fill(han, 0x4e00, 0xa000).fill(han, 0x3400, 0x4dc0);
  table[0x3007] = han;
  for (const sign of separators) table[sign.charCodeAt(0)] = separator;
  return table;
}
