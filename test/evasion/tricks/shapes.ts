import { halvesOf, lookalikesOf, misreadingsOf, traditionalOf } from '../hanzi.ts';
import type { Chance } from '../chance.ts';
import { changeSome, pickOr, terms, type Trick } from './trick.ts';

const stars = ['☆', '⭐', '✦', '✧', '*', '＊', '※', '✪', '⋆', '🌟', '⭐️', '（五角星）', '[星]', '加星', '🔯', '✭'];
const belowRoof = ['宓山', '宀必山', '必山', '宀必 山'];
const readAsStar = ['★', '女', '大', '*', '食', 'k', '水', '☆'];
const misreadTerms: readonly (readonly [string, string])[] = [
  ['启用前', '自用前'],
  ['启用前', '后用煎'],
  ['10年', '1O年'],
  ['20年', '2O午'],
  ['10年', 'l0年'],
  ['长期', '长朋'],
  ['6个月', '6个用'],
  ['5年', 'S年'],
];

export const shapeTricks: readonly Trick[] = [
  { name: 'plain', tier: 'core', disguise: ({ word }) => word },
  {
    name: 'mark-format',
    tier: 'core',
    from: 'marks',
    disguise: ({ word, isGrade }, chance, at) => marked(word, isGrade, at, chance),
  },
  {
    name: 'traditional',
    tier: 'core',
    disguise: ({ word }, chance) => pickOr(chance, traditionalOf(word)),
    finish: (text, _, at) => (at % 3 === 0 ? (traditionalOf(text)[0] ?? text) : text),
  },
  {
    name: 'variant',
    tier: 'core',
    disguise: ({ word }, chance) => changeSome(word, chance, (sign) => pickOr(chance, lookalikesOf(sign))),
  },
  {
    name: 'split-char',
    tier: 'core',
    disguise: ({ word }, chance) => {
      return changeSome(word, chance, (sign) => (sign === '密' ? chance.pick(belowRoof) : halvesOf(sign)));
    },
  },
  {
    name: 'star',
    tier: 'core',
    from: 'marks',
    disguise: ({ word, isGrade }, chance) => (isGrade ? word + chance.pick(stars) + chance.pick(terms) : null),
  },
  {
    name: 'ocr-noise',
    tier: 'core',
    from: 'pages',
    disguise: ({ word, isGrade }, chance, at) => (isGrade ? misread(word, at, chance) : null),
  },
];

function marked(word: string, isGrade: boolean, at: number, chance: Chance): string | null {
  const term = chance.pick(terms);
  if (!isGrade) {
    const signed: Readonly<Record<string, string>> = {
      内部资料: '内部资料 注意保存',
      工作秘密: '工作秘密★3年',
      核心商密: '核心商密▲5年',
      密码电报: '密码电报 特提',
      内部文件: '内部文件 会后收回',
    };
    return signed[word] ?? null;
  }
  const forms = [`${word}★${term}`, `【${word}★${term}】`, `密级：${word}　保密期限：${term}`, `${word}　★　${term}`];
  return forms[at % forms.length] ?? null;
}

/** Two rows in five lose the grade altogether: the star and the term are all that is left of the mark. */
function misread(word: string, at: number, chance: Chance): string | null {
  const [, term] = chance.pick(misreadTerms);
  const star = chance.pick(readAsStar);
  if (at % 5 === 2) return `★${chance.pick(terms)}`;
  const [first = '', second = ''] = word;
  const wrong = [at % 2 === 0 ? (misreadOf(first, chance) ?? first) : first, misreadOf(second, chance) ?? second].join(
    '',
  );
  return `${at % 5 === 4 ? second : wrong}${at % 5 === 4 ? '★' : star}${term}`;
}

function misreadOf(sign: string, chance: Chance): string | null {
  const seen: Readonly<Record<string, readonly string[]>> = {
    绝: ['纯', '艳'],
    密: ['窑', '宻', '察'],
    机: ['札', '枧'],
    秘: ['称'],
  };
  return pickOr(chance, [...misreadingsOf(sign).slice(0, 4), ...(seen[sign] ?? [])]);
}
