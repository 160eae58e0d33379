import type { Chance } from '../chance.ts';
import { homophonesOf, lookalikesOf, syllablesOf, traditionalOf } from '../hanzi.ts';
import { cutOff, toldOf } from '../tables/tales.ts';
import { between, changeSome, pickOr, type Trick } from './trick.ts';

const fillers = [
  '……那个……',
  '，嗯，',
  '……你懂的……',
  '~~~~',
  '（咳）',
  '……怎么说……',
  '，哎，',
  '－－那啥－－',
  '——这个——',
  ' 就是 ',
];

export const sentenceTricks: readonly Trick[] = [
  {
    name: 'reversed',
    tier: 'stretch',
    disguise: ({ word }) => [...word].toReversed().join(''),
    finish: (text, chance, at) =>
      at % 2 === 0 ? `${text}${chance.pick(['（倒着念）', ' 反着读', '（从后往前看）'])}` : text,
  },
  { name: 'markup', tier: 'core', disguise: ({ word }, _, at) => dressed(word, at) },
  {
    name: 'encoded',
    tier: 'stretch',
    disguise: ({ word }, _, at) => encoded(word, at),
    finish: (text, chance) =>
      `${text.replace(/[。：]$/u, '')}${chance.pick(['', '（自己解一下码）', '，编码了一下', '，解开就是'])}`,
  },
  {
    name: 'scattered',
    tier: 'stretch',
    disguise: ({ word }, chance, at) => {
      if (at % 4 === 3) return `头一个字“${word[0] ?? ''}”、后面是“${[...word].slice(1).join('”“')}”`;
      return between(word, () => chance.pick(fillers));
    },
  },
  { name: 'mark-removed', tier: 'stretch', from: cutOff, disguise: ({ word }) => word },
  { name: 'described', tier: 'stretch', from: toldOf, disguise: ({ word }) => word },
  { name: 'mixed', tier: 'core', disguise: ({ word }, chance, at) => mixed(word, at, chance) },
];

function dressed(word: string, at: number): string {
  const signs = [...word];
  const [first = '', ...rest] = signs;
  const others = rest.join('');
  const forms = [
    between(word, () => '<b></b>'),
    signs.map((sign) => `<span>${sign}</span>`).join(''),
    `**${first}**${others}`,
    `[b]${first}[/b][color=red]${others}[/color]`,
    between(word, () => '<!-- -->'),
    between(word, () => '&nbsp;'),
    signs.map((sign) => `[${sign}](#)`).join(''),
    between(word, () => '<br/>'),
    signs.map((sign) => `~~${sign}~~`).join(''),
    between(word, () => '&#8203;'),
    `<font size="7">${first}</font><font size="7">${others}</font>`,
  ];
  return forms[at % forms.length] ?? word;
}

function encoded(word: string, at: number): string {
  const units = word.split('').map((unit) => unit.charCodeAt(0).toString(16));
  const bytes = Buffer.from(word);
  const forms = [
    bytes.toString('base64'),
    encodeURIComponent(word),
    units.map((unit) => `&#${Number.parseInt(unit, 16)};`).join(''),
    units.map((unit) => `\\u${unit}`).join(''),
    Buffer.from(`${word}文件`).toString('base64'),
    units.map((unit) => `&#x${unit};`).join(''),
    units.map((unit) => `%u${unit.toUpperCase()}`).join(''),
    [...bytes].map((byte) => `\\x${byte.toString(16)}`).join(''),
    units.map((unit) => `U+${unit.toUpperCase()}`).join(' '),
    bytes.toString('hex'),
  ];
  return forms[at % forms.length] ?? word;
}

function mixed(word: string, at: number, chance: Chance): string | null {
  const heard = changeSome(word, chance, (sign) => pickOr(chance, homophonesOf(sign).slice(0, 6)));
  const seen = changeSome(word, chance, (sign) => pickOr(chance, lookalikesOf(sign)));
  const old = pickOr(chance, traditionalOf(word));
  const spelt = syllablesOf(word).join('');
  const forms = [
    old && between(old, () => ' '),
    heard && between(heard, () => '\u200b'),
    between(spelt, () => '.'),
    seen && between(seen, () => '·'),
    old && between(old, () => '\u200d'),
    `${word[0] ?? ''}😂${syllablesOf(word).slice(1).join('')}`,
    heard && between(heard, () => '-'),
    old && between(old, () => '\n'),
    seen && [...seen].map((sign) => `<i>${sign}</i>`).join(''),
    spelt.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).replace(/ｉ/, '1'),
    seen && between(seen, () => '　'),
  ];
  return forms[at % forms.length] ?? null;
}
