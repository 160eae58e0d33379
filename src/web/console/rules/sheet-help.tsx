import type { SheetKind } from '#model/unit-sheet.ts';

const ruleFields = [
  ['id', '编号，小写字母、数字、连字符；不能改'],
  ['category', '类别，如 scope.personnel；须在类别表里'],
  ['title', '给复核员看的名称，不写内容'],
  ['why', '依据：data/law.yaml 里条文的编号，如 [secrets-31]'],
  ['instead', '正确做法，可用 {保密办电话} {机要室} {办公系统} 等字段'],
  ['keywords', '先看到其中一个词，规则才醒来'],
  ['pattern', '正则式，只在关键词附近 400 字内运行；不能用会卡死的写法'],
  ['needs / unless', '必须有、不能有的线索（编号见随产品的 00-cues.yaml）'],
  ['raises / lowers', '线索在时把握提高、降低多少'],
  ['certain', '这些线索有一条在，才够得上撤回；没有就只送人看'],
  ['confidence', '把握，0.05–1；0.6 起算数'],
  ['mark', '是否为密级标志或文件形式'],
  ['violates / passes', '应当发现、应当放过的例句；涉密样例须写“样张”'],
] as const;
const templateFields = [
  ['base', '从哪份基础策略开始'],
  ['adds', '先于基础策略尝试的策略'],
  ['changes', '按 id 改基础策略的几项'],
  ['mode', 'live 生效；shadow 只统计；off 停用'],
  ['when', 'kind 类别、confidence 把握、count 人数、record 前次、mark 仅标志'],
  ['measures', 'retract 撤回、request-recall 请撤回、notify 提醒、flag 送复核、escalate 上报；otherwise 为办不到时'],
  ['deadline', '给本人的分钟数'],
] as const;

/** What each line of a sheet means, beside the editor. */
export function SheetHelp({ kind }: { readonly kind: SheetKind }) {
  return (
    <details className="panel case-box">
      <summary>各行怎么写</summary>
      <dl>
        {(kind === 'rule' ? ruleFields : templateFields).map(([field, says]) => (
          <div key={field}>
            <dt className="mono">{field}</dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
