import type { DigestSection } from '#model/digest.ts';
import { comparisons, section, type Comparison, type Matter } from '#digest/matter.ts';
import { perDay, shortStreamWords } from '#digest/words.ts';

/** What changed against the period before, and why it matters: only what is more than chance is called a change. */
export function changed(matter: Matter): DigestSection {
  const { say } = matter;
  const all = comparisons(matter);
  return section('changed', say, [...all.flatMap((one) => says(one, matter)), say('judged', { 个数: all.length })]);
}

function says({ stream, now, before, change }: Comparison, { say }: Matter): readonly string[] {
  const name = { 名称: shortStreamWords[stream] };
  if (!now || !before || change === null) return [say('incomparable', name)];
  const rates = { 数: perDay(now.count, now.days), 上期: perDay(before.count, before.days) };
  return [say(change, { ...name, ...rates }), ...(change === 'same' ? [] : [say(`why-${stream}-${change}`)])];
}
