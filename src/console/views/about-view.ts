import type { AboutWire } from '#model/console-wire.ts';
import type { LawBook } from '#model/law.ts';
import type { RetentionLine } from '#model/store.ts';
import type { Unit } from '#model/unit.ts';
import { fill } from '#console/fill.ts';
import { contactOf } from '#console/views/contact.ts';
import { termWords } from '#console/views/words.ts';

export interface AboutSources {
  /** Null before the setup. */
  readonly unit: Unit | null;
  readonly retention: readonly RetentionLine[];
  readonly law: LawBook;
  readonly documents: { readonly notice: string; readonly assessment: string };
}

/** What members must know before they are checked: who, for what, which data, how long, which rights (PIPL 17, 35). */
export function aboutView(sources: AboutSources): AboutWire {
  const { unit, retention, law, documents } = sources;
  return {
    office: unit && contactOf(unit),
    sections: sections(unit),
    terms: retention.map(({ keeps, days, why }) => ({ title: keeps, term: termWords(days), why })),
    rights: rights.map(({ says, article }) => ({ says, article: articleWords(law, article) })),
    notice: fill(documents.notice, documentFields(sources)),
  };
}

/** The fields a document of data/templates may hold. */
export function documentFields({ unit, retention, law }: AboutSources): Readonly<Record<string, string | null>> {
  return {
    单位: unit && unit.name,
    保密办: unit && unit.office,
    办公电话: unit && unit.officePhone,
    值班电话: unit && unit.dutyPhone,
    上级电话: unit && unit.upperPhone,
    保存期限表: table(
      ['保存什么', '保存多久', '为什么'],
      retention.map(({ keeps, days, why }) => [keeps, termWords(days), why]),
    ),
    权利清单: rights.map(({ says, article }) => `- ${says}（${articleWords(law, article)}）`).join('\n'),
    封存方式: unit && evidenceWords[unit.evidence],
    告知依据: `${articleWords(law, 'personal-17')}、${articleWords(law, 'personal-35')}`,
    评估依据: `${articleWords(law, 'personal-55')}、${articleWords(law, 'personal-56')}`,
  };
}

const evidenceWords: Readonly<Record<Unit['evidence'], string>> = {
  sealed: '疑似国家秘密的内容不保存；其他被处置消息的内容加密封存，只有保密办持有私钥，每次领取都记入台账，到期销毁',
  none: '任何消息内容都不保存，只保存处理记录',
};

/** What the house can truly do for a member, each with its article. */
const rights: readonly { readonly says: string; readonly article: string }[] = [
  { says: '知情：本页和群内说明告诉您谁在处理、为了什么、处理哪些信息、保存多久', article: 'personal-17' },
  { says: '查看：用周知私信里的“我的记录”链接，可以看到系统里与您有关的记录', article: 'personal-17' },
  { says: '说明与人工复核：对您有影响的判定可以要求说明，并可在通知里点“申诉”，由人工答复', article: 'personal-24' },
  {
    says: '更正与删除：在“我的记录”里提出，由人工处理；不再需要的，删除您与记录之间的对应关系',
    article: 'personal-47',
  },
];

function sections(unit: Unit | null): AboutWire['sections'] {
  const who = unit
    ? `${unit.name}启用“周知”，由${unit.office}负责，电话 ${unit.officePhone}；值班电话 ${unit.dutyPhone}。`
    : '本单位尚未完成初始设置，联系方式待填写。';
  const upper = unit
    ? `对答复仍有不同意见，可以向上一级反映：${unit.upperPhone}。`
    : '对答复仍有不同意见，可以向上一级反映。';
  return [
    { title: '谁在处理', paragraphs: [who] },
    {
      title: '为了什么',
      paragraphs: [
        '只为一件事：让工作群只发公开信息和周知性的一般信息，防止国家秘密、工作秘密和他人的个人信息在群里传播。不用于考核、排名或者其他用途。',
      ],
    },
    {
      title: '怎样处理',
      paragraphs: [
        '消息发到群里以后，由本单位服务器上的程序自动检查文字、图片和文件，不交给任何第三方。初步判断可能不合适的，私下提醒发送人，必要时请其撤回、或者由机器人撤回，并报告保密办。',
        '程序只作“疑似”的初步判断；是不是国家秘密、违规是否成立，由人决定。',
      ],
    },
    {
      title: '处理哪些信息',
      paragraphs: [
        '登记在册的群里的消息：内容（只在检查时读取）、时间、发送人、大小和文件类型；群名、群主和人数；通知与处理的经过。',
        '一般消息不保存内容。疑似国家秘密的内容不保存，只保存处理记录。其他被处置的消息，内容加密封存或者不保存，由本单位设定。',
        '台账里以化名记人，化名与本人的对应关系单独保存，可以删除。',
      ],
    },
    {
      title: '有不同意见',
      paragraphs: [
        '在通知里点“我认为有误”即可申诉，只选理由，请不要写消息内容。',
        upper,
        '请勿把涉密或者拿不准的内容发给“周知”；拿不准就先不发，问问保密办。',
      ],
    },
  ];
}

function articleWords(law: LawBook, id: string): string {
  const article = law[id];
  if (!article) throw new Error(`law: expected the article ${id} in data/law.yaml, found none`);
  return `${article.law}${article.article}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '｜')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
