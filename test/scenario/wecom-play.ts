import { scriptPicture, type Script, type Step } from '#gateway/sandbox/script-sheet.ts';
import { userOf } from '../support/wecom-console.ts';
import type { WecomHouse } from '../support/wecom-house.ts';

/** What a step became in the archive: one record, or two where words and a bundle stand beside each other. */
export interface Played {
  readonly step: Step;
  readonly msgids: readonly string[];
}

/** A chat case told by its script, as the conversation archive has it: words, words with a picture, bundles passed on, recalls. */
export async function play(
  script: Script,
  { wecom, room }: Pick<WecomHouse, 'wecom' | 'room'>,
  after: (played: Played) => Promise<void>,
): Promise<void> {
  const said = new Map<string, { readonly msgid: string; readonly items: readonly object[] }>();
  for (const step of script.steps) {
    const by = userOf(step.as);
    if (step.recall !== undefined) {
      const msgid = said.get(step.recall)?.msgid ?? '';
      wecom.groups.revoke(wecom.groups.roomOf(msgid) ?? '', by, msgid);
      await after({ step, msgids: [msgid] });
      continue;
    }
    const group = room(step.group ?? '');
    const words = { type: 'text', content: JSON.stringify({ content: step.text ?? '' }) };
    const picture = step.picture && {
      type: 'image',
      content: JSON.stringify(wecom.archive.addMedia(scriptPicture(step.picture).bytes)),
    };
    const items = [words, ...(picture ? [picture] : [])];
    const own = picture
      ? wecom.groups.post(group, by, 'mixed', { item: items })
      : wecom.groups.text(group, by, step.text ?? '');
    const passed = (step.forward ?? []).flatMap((name) => said.get(name)?.items ?? []);
    const bundle =
      passed.length > 0
        ? [wecom.groups.post(group, by, 'chatrecord', { title: '群聊的聊天记录', item: passed.map(bundled) })]
        : [];
    const msgids = [own, ...bundle];
    if (step.name !== undefined)
      said.set(step.name, { msgid: msgids.at(-1) ?? own, items: passed.length > 0 ? passed : items });
    await after({ step, msgids });
  }
}

/** `text` outside is `ChatRecordText` in a bundle. */
function bundled(item: object): object {
  const type = 'type' in item ? String(item.type) : '';
  return {
    ...item,
    type: `ChatRecord${type.slice(0, 1).toUpperCase()}${type.slice(1)}`,
    msgtime: 1_700_000_000,
    from_chatroom: true,
  };
}
