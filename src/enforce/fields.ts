import type { Case } from '#model/case.ts';
import type { Catalogue } from '#model/catalogue.ts';
import type { Group } from '#model/group.ts';
import type { Moment } from '#model/ids.ts';
import type { LawBook } from '#model/law.ts';
import type { LedgerHead } from '#model/ledger.ts';
import type { PostForm } from '#model/post.ts';
import type { Unit } from '#model/unit.ts';
import { fill, type Fields } from '#enforce/field-names.ts';
import { clockTime, dayAndTime, hoursLeft } from '#enforce/local-time.ts';

/** What words are filled from: the case's record, the group, the unit and the law, none of which holds content. */
export interface Subject {
  readonly case: Case | null;
  readonly group: Group | null;
  readonly unit: Unit | null;
  readonly now: Moment;
  readonly tz: string;
  /** For texts that count: cases in the queue, groups not introduced, reminders sent. */
  readonly count: number;
  /** Goes into escalations, so that a shortened or rebuilt ledger is found by `audit verify --head`. */
  readonly head: LedgerHead;
  /** Of several cases on one card. */
  readonly numbers?: readonly string[];
}
export interface Knowledge {
  readonly catalogue: Catalogue;
  readonly law: LawBook;
}

const formNames: Readonly<Record<PostForm, string>> = {
  text: '文字',
  picture: '图片',
  file: '文件',
  forward: '转发消息',
};

export function fieldsOf(subject: Subject, knowledge: Knowledge): Fields {
  const { case: one, group, now, tz, count, head } = subject;
  const unit = unitFields(subject.unit);
  const at = (moment: Moment | null | undefined): string =>
    moment === null || moment === undefined ? '—' : dayAndTime(moment, now, tz);
  return {
    ...unit,
    群名: group?.name ?? '本群',
    方案: group?.template ?? '—',
    件数: String(count),
    次数: String(count),
    比例: '—',
    台账末值: `${head.number}:${head.hash.slice(0, 16)}`,
    时间: at(one?.sentAt),
    类型: one ? formNames[one.form] : '消息',
    编号: one?.id ?? '—',
    编号们: (subject.numbers ?? []).join('、') || '—',
    截止: one?.recallBy ? clockTime(one.recallBy, tz) : '今天下班',
    报告截止: at(one?.reportBy),
    报告提示: one?.reportBy ? `请在${at(one.reportBy)}前登记处理结果。` : '',
    剩余: hoursLeft((one?.reportBy ?? now) - now),
    大类: categoryTitle(one, knowledge),
    依据: articleOf(one, knowledge),
    正确做法: insteadOf(one, knowledge, unit),
  };
}

/** 疑似国家秘密, 未公开的人事事项; general words where the category has no name. */
export function categoryTitle(one: Case | null, { catalogue }: Knowledge): string {
  return (one?.category && catalogue.categories.get(one.category)?.title) || '不适合本群的内容';
}

/** 《中华人民共和国保守国家秘密法》第二十九条第二款, by the first rule that found something. */
export function articleOf(one: Case | null, { catalogue, law }: Knowledge): string {
  const id = leadRule(one, catalogue)?.why[0];
  const article = id === undefined ? undefined : law[id];
  return article ? `${article.law}${article.article}` : '本单位工作群管理规定';
}

export function insteadOf(one: Case | null, { catalogue }: Knowledge, unit: Partial<Fields>): string {
  const instead = leadRule(one, catalogue)?.instead;
  return fill(instead ?? '拿不准就先不发，问问{保密办} {保密办电话}。', unit);
}

type UnitField =
  '单位' | '保密办' | '保密办电话' | '值班电话' | '机要室' | '机要电话' | '签收地点' | '办公系统' | '上级电话';

/** A unit that has not filled something in sends people to its office. */
export function unitFields(unit: Unit | null): Pick<Fields, UnitField> {
  const office = unit?.office || '保密办';
  const phone = unit?.officePhone || unit?.dutyPhone || '（电话未登记）';
  return {
    单位: unit?.name || '本单位',
    保密办: office,
    保密办电话: phone,
    值班电话: unit?.dutyPhone || phone,
    机要室: unit?.cipherRoom || office,
    机要电话: unit?.cipherPhone || phone,
    签收地点: unit?.pickupPlace || office,
    办公系统: '本单位办公系统',
    上级电话: unit?.upperPhone || phone,
  };
}

function leadRule(one: Case | null, catalogue: Catalogue) {
  const finding = one?.reasons.find(({ category }) => category === one.category) ?? one?.reasons[0];
  return finding && catalogue.rules.get(finding.rule);
}
