import { AlignmentType, Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import type { CasePage } from '#model/desk.ts';
import type { Moment } from '#model/ids.ts';
import type { Unit } from '#model/unit.ts';
import { coverageWords, formWords } from '#console/views/words.ts';

interface About {
  readonly unit: Unit | null;
  readonly at: Moment;
  readonly timeZone: string;
}

const elsewhere = '（在涉密计算机上填写）';
const font = '仿宋';

/**
 * The draft of the report of Regulation Art. 61: the record and no content. Grade and content are blanks for a computer that may
 * hold them; the bot sends it nowhere (facts/handling.md, 2).
 */
export async function reportDocx(page: CasePage, about: About): Promise<Uint8Array> {
  const document = new Document({
    creator: '周知',
    title: `疑似泄密情况报告底稿 ${page.case.id}`,
    styles: { default: { document: { run: { font, size: 28 } } } },
    sections: [
      {
        children: [
          heading('疑似泄露国家秘密情况报告（底稿）', 36),
          line(`编号 ${page.case.id}　　制作时间 ${time(about.at, about)}`, AlignmentType.CENTER),
          line(
            '本底稿不含消息内容。密级和内容请在涉密计算机上填写，经机要渠道报送，不得通过互联网、微信或者邮件传递。',
          ),
          new Table({
            width: { size: 100, type: WidthType.PERCENTAGE },
            rows: rowsOf(page, about).map(([name, fact]) => row(name, fact)),
          }),
          heading('经过', 28),
          ...page.timeline.map(({ row: { at }, says, who }) => line(`${time(at, about)}　${who}　${says}`)),
          line('以上“疑似”“初判”均为程序按形式特征作出，是否属于国家秘密及密级由定密责任人或者保密行政管理部门确定。'),
          line(`报告单位（盖章）：${about.unit?.name ?? ''}　　　　承办人：　　　　　　　签发人：　　　　　　`),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

/** Names, times, groups and what was done; what must not stand on this machine is a blank. */
function rowsOf(page: CasePage, about: About): readonly (readonly [string, string])[] {
  const { case: found, members } = page;
  const people = members ? `（${members.all} 人，其中外部 ${members.outsiders} 人）` : '';
  const others = page.chain.filter((seen) => seen.case?.id !== found.id);
  return [
    ['报告单位', about.unit?.name ?? ''],
    ['联系人及电话', about.unit ? `${about.unit.office}　${about.unit.dutyPhone}` : ''],
    ['发现时间', time(found.detectedAt, about)],
    ['报告截止时间', found.reportBy === null ? '' : `${time(found.reportBy, about)}（发现后 24 小时内）`],
    ['发出时间', time(found.sentAt, about)],
    ['发出人', page.senderName],
    ['发出的群', `${page.groupName}${people}`],
    ['消息形式', formWords[found.form]],
    ['发现方式', '程序按形式特征自动发现'],
    ['覆盖情况', page.abilities ? coverageWords(page.abilities) : ''],
    ['未能读取的部分', page.unread.length > 0 ? page.unread.join('；') : '无'],
    ['同样内容还出现在', spread(others, about)],
    ['撤回情况', found.withdrawnAt === null ? '尚未撤回' : `${time(found.withdrawnAt, about)} 已撤回`],
    ['已采取的措施', page.timeline.length > 0 ? '见下“经过”' : '无'],
    ['密级', `${elsewhere}　由定密责任人确定`],
    ['事项名称和内容', elsewhere],
    ['知悉范围和扩散情况', elsewhere],
    ['危害评估和补救措施', elsewhere],
  ];
}

function spread(others: CasePage['chain'], about: About): string {
  if (others.length === 0) return '没有发现';
  return others.map(({ groupName, at }) => `${groupName}（${time(at, about)}）`).join('；');
}

function time(at: Moment, { timeZone }: Pick<About, 'timeZone'>): string {
  return new Intl.DateTimeFormat('zh-CN', {
    timeZone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

function heading(text: string, size: number): Paragraph {
  return new Paragraph({
    alignment: size > 30 ? AlignmentType.CENTER : AlignmentType.LEFT,
    spacing: { before: 200, after: 200 },
    children: [new TextRun({ text, bold: true, size, font: '黑体' })],
  });
}

function line(
  text: string,
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.LEFT,
): Paragraph {
  return new Paragraph({ alignment, spacing: { after: 120 }, children: [new TextRun(text)] });
}

function row(name: string, fact: string): TableRow {
  const cell = (text: string, share: number): TableCell =>
    new TableCell({ width: { size: share, type: WidthType.PERCENTAGE }, children: [new Paragraph(text)] });
  return new TableRow({ children: [cell(name, 28), cell(fact, 72)] });
}
