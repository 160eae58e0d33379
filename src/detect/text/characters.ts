/** What a character is read as: another one, several, or (empty) nothing. */
const stars = '☆⭐✦✧✩✪✫✬✭✮✯✰⭑⭒🌟🟊⋆＊*﹡∗✱✲✳✴✶';
const triangles = '△▵🔺▴';
const traditional =
  '機机絕绝祕秘宻密內内檔档電电報报級级務务嚴严轉转發发傳传閱阅會会後后號号長长啟启啓启開开總总處处員员單单證证護护資资華华國国軍军隊队' +
  '導导圖图議议決决記记錄录審审標标無无為为與与這这個个來来對对說说請请將将時时間间點点見见複复覆复製制書书黨党當当從从幾几擴扩獻献統统計计劃划財财' +
  '東东車车門门問问題题實实際际際际關关係系學学師师醫医藥药術术業业產产銀银衛卫條条約约據据歸归還还麼么們们價价標标準准辦办';

const newlines = new Set(['\r', '\v', '\f', '\u0085', '\u2028', '\u2029']);
const dropped = /^[\p{Cf}\p{Mn}\p{Me}\p{Cc}\u115f\u1160\u2065\u3164\uffa0\u{e0000}-\u{e0fff}]$/u;

const known: ReadonlyMap<string, string> = new Map([
  ...pairs(stars, '★'),
  ...pairs(triangles, '▲'),
  ...couples(traditional),
  ...[...newlines].map((from): [string, string] => [from, '\n']),
  ['\n', '\n'],
  ['\t', ' '],
]);

/** One code point as the rules see it; applying it to its own result changes nothing. */
export function readCharacter(character: string): string {
  let now = character;
  for (let round = 0; round < 6; round++) {
    const next = [...now].map(once).join('');
    if (next === now) return now;
    now = next;
  }
  return now;
}

function once(character: string): string {
  const direct = known.get(character);
  if (direct !== undefined) return direct;
  if (dropped.test(character)) return '';
  if (/^\p{Zs}$/u.test(character)) return ' ';
  return character.normalize('NFKC').toLowerCase();
}

function pairs(from: string, to: string): [string, string][] {
  return [...from].map((character) => [character, to]);
}

function couples(text: string): [string, string][] {
  const all = [...text];
  return all.flatMap((character, index): [string, string][] =>
    index % 2 === 0 ? [[character, all[index + 1] ?? character]] : [],
  );
}
