import type { MemberId } from '#model/ids.ts';
import type { SandboxLine, SandboxPress } from '#model/sandbox-wire.ts';
import { no, yes, type Answer } from '#gateway/sandbox/answer.ts';
import { faultOf } from '#gateway/sandbox/limits.ts';
import type { CardLine } from '#gateway/sandbox/lines.ts';
import { written } from '#gateway/sandbox/posts.ts';
import type { World } from '#gateway/sandbox/world.ts';

/** A member presses a card's button: once, and only a card that stands before him. */
export function press(world: World, { as, card: id, action }: SandboxPress): Answer<SandboxLine> {
  const { base, lines } = world;
  const card = lines.card(id);
  if (!card) return no('unknown', '没有这张卡片。');
  const seen = sees(world, card, as);
  if (!seen.ok) return seen;
  if (!card.buttons.some((button) => button.action === action) && !chooses(card, action))
    return no('invalid', '这张卡片上没有这个按钮。');
  if (card.presses.some((pressed) => pressed.member === as)) return no('conflict', '您已经点过这张卡片了。');
  const at = base.clock();
  return yes(
    base.write(() => {
      const { kind, ref, title, body, buttons, link, question, presses } = card;
      const pressed = [...presses, { member: as, action, at }];
      lines.change(id, { kind, ref, title, body, buttons, link, ...(question && { question }), presses: pressed });
      base.tell({ key: `${id}/pressed/${as}`, at, kind: 'pressed', member: as, ref, action });
      return written(lines, id);
    }),
  );
}

/** `choose/AC`: options of the card's question by the letters of their places. */
function chooses({ question }: CardLine, action: string): boolean {
  const letters = /^choose\/([A-Z]+)$/.exec(action)?.[1] ?? '';
  const isThere = [...letters].every((letter) => letter.charCodeAt(0) - 65 < (question?.options.length ?? 0));
  return question !== undefined && isThere && (question.many ? letters !== '' : letters.length === 1);
}

function sees({ register }: World, card: CardLine, as: MemberId): Answer<unknown> {
  if (card.place.kind === 'group') return register.member(card.place.group, as);
  return card.place.member === as ? yes(null) : no('not-allowed', '这张卡片不是发给您的。');
}

/** A member speaks to the bot privately. */
export function ask(world: World, as: MemberId, text: string): Answer<SandboxLine> {
  const { base, lines, register } = world;
  if (!register.persona(as)) return no('unknown', '没有这个人。');
  const fault = faultOf(text) ?? (text.trim() === '' ? no('invalid', '消息是空的。') : null);
  if (fault) return fault;
  const id = `sandbox:said-${base.newId()}`;
  const at = base.clock();
  return yes(
    base.write(() => {
      lines.add({ id, at, place: { kind: 'direct', member: as }, body: { kind: 'said', member: as, text } });
      base.tell({ key: id, at, kind: 'asked', member: as, group: null, text });
      return written(lines, id);
    }),
  );
}
