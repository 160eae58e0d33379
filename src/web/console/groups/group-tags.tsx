import type { GroupWire } from '#model/group-wire.ts';
import { needTones, needWords, shortModes, stateWords } from '#web/console/groups/words.ts';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';

/** What of it needs somebody, in a word each. */
export function NeedTags({ group }: { readonly group: GroupWire }) {
  return group.needs.map((need) => (
    <ToneTag key={need} tone={needTones[need]}>
      {need === 'strangers' ? `内部群含外部 ${group.outsiders}` : needWords[need]}
    </ToneTag>
  ));
}

/** Whether it is checked: of one the bot has left, why not. */
export function ModeTag({ group: { state, mode, introducedAt } }: { readonly group: GroupWire }) {
  if (state !== 'active') return <ToneTag>{stateWords[state]}</ToneTag>;
  if (introducedAt === null) return <ToneTag>未启用</ToneTag>;
  return <ToneTag tone={mode === 'live' ? 'ok' : 'warn'}>{shortModes[mode]}</ToneTag>;
}

export function CoverageTag({ group }: { readonly group: GroupWire }) {
  return (
    <ToneTag tone={group.sees === 'every-post' ? 'ok' : 'warn'} wraps>
      {group.coverage}
    </ToneTag>
  );
}
