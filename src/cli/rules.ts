import { proveRules } from '#detect/rules/prove.ts';
import { probePatterns } from '#probe.ts';
import type { ExitCode, Output } from '#cli/output.ts';
import { loadShelf } from '#assembly/shelf.ts';

/** `rules test`: every rule against its own examples, every pattern against attack strings within 50 ms. */
export async function testRules(root: string, json: boolean, output: Output): Promise<ExitCode> {
  const { rules } = loadShelf(root);
  const problems = [...proveRules(rules), ...(await probePatterns(rules))];
  if (json) output.line(JSON.stringify({ rules: rules.rules.length, problems }));
  else {
    for (const { file, line, says } of problems) output.problem(`${file}:${line}: ${says}`);
    output.line(
      problems.length === 0
        ? `${rules.rules.length} 条规则，全部与自带例子一致。`
        : `${rules.rules.length} 条规则，${problems.length} 处不一致。`,
    );
  }
  return problems.length === 0 ? 0 : 1;
}
