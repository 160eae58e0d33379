import { levelOf, straddles } from '#detect/text/ordinary.ts';

/** Whoever is addressed or spoken of by his post. */
const titles =
  '同志|先生|女士|主任|书记|科长|处长|局长|股长|所长|站长|院长|校长|园长|乡长|镇长|县长|区长|市长|部长|厅长|司长|队长|组长|班长|连长|排长|政委|经理|总监|会计|出纳|秘书|干事|科员|老师|教授|医生|大夫|护士|民警|警官|律师|工程师|师傅';
const titleAfter = new RegExp(`^(?:副|助理)?(?:${titles})`, 'u');
/** 同志 and 老师 stand before verbs too: 老师方便的话. */
const postBefore = new RegExp(`(?:${titles.replace('同志|先生|女士|', '').replace('老师|', '')})$`, 'u');
const calledBefore = /(?:联系人|经办人|承办人|负责人|签收人|发送人|值班员|姓名|名叫|名字叫|我叫)[：:是]?\s*$/u;
const edgeAfter = /^(?:$|[^\p{Script=Han}\p{L}\p{N}])/u;
/** The hundred or so most people have, without those that begin ordinary compounds more often than names. */
const surnames = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
);
/** 王副主任, 张老师傅: no name stands there. */
const noGiven = /^[副老小大正总某助代原前]$/u;
/** A word used seldom enough that a name is likelier: 李强, 于洋. */
const seldom = 8;

/** Whether a member of this name, of two characters, is spoken of: 方向 and 高峰 are words first, and names beside a post. */
export function namesIn(text: string, name: string): boolean {
  if (!/^\p{Script=Han}{2}$/u.test(name)) return false;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (standsAsName(text, at, at + name.length)) return true;
  return false;
}

/** Whether somebody is called by surname, one more character and post, 张伟主任, whoever he is. */
export function callsSomebody(text: string): boolean {
  for (let at = 0; at + 2 < text.length; at++) {
    const given = text.slice(at + 1, at + 2);
    if (!surnames.has(text.slice(at, at + 1)) || !/\p{Script=Han}/u.test(given) || noGiven.test(given)) continue;
    const isName = levelOf(text.slice(at, at + 2)) < seldom && !straddles(text, at, at + 2);
    if (isName && titleAfter.test(text.slice(at + 2))) return true;
  }
  return false;
}

function standsAsName(text: string, start: number, end: number): boolean {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  if (titleAfter.test(after) || calledBefore.test(before)) return !straddles(text, start, end);
  if (postBefore.test(before) && edgeAfter.test(after)) return true;
  return levelOf(text.slice(start, end)) < seldom && !straddles(text, start, end);
}
