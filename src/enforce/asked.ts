import type { Inbound } from '#model/gateway.ts';
import type { GroupId, Pseudonym } from '#model/ids.ts';
import type { OwnerDesk } from '#model/owner.ts';
import { obey, readCommand } from '#enforce/owner-commands.ts';
import type { House } from '#enforce/house.ts';

type Asked = Extract<Inbound, { kind: 'asked' }>;

/** Told by a few plain words; what was asked is compared and forgotten. */
const answers: readonly { readonly text: string; readonly words: readonly string[] }[] = [
  {
    text: 'answer-approached',
    words: ['收购', '有偿', '给钱', '稿费', '报酬', '陌生人', '间谍', '12339', '境外', '猎头'],
  },
  { text: 'answer-asked-to-send', words: ['让我发', '要我发', '叫我发', '让我拍', '要我拍', '领导要', '催我'] },
  { text: 'answer-withdrawn', words: ['撤回了什么', '撤了什么', '谁的消息', '谁被撤', '为什么撤', '刚才撤'] },
  { text: 'answer-appeal', words: ['申诉', '误判', '判错', '认错', '冤'] },
  { text: 'answer-rights', words: ['我的信息', '我的数据', '我的记录', '隐私', '保存了', '权利', '反对', '删除我'] },
  { text: 'answer-may-send', words: ['能发', '可以发', '能不能', '可不可以', '能转', '可以转', '合适吗'] },
];

/** A fixed answer, privately even when the question was asked in a group. Content gets the stop text, not an analysis. */
export async function onAsked(
  house: House & { readonly screen: (text: string) => Promise<boolean>; readonly owners: OwnerDesk },
  inbound: Asked,
): Promise<void> {
  const { store } = house;
  const [person, isContent] = await Promise.all([
    store.people.pseudonym(inbound.member, null),
    house.screen(inbound.text),
  ]);
  const { text, group } = isContent
    ? { text: 'answer-stop', group: inbound.group }
    : await answerFor(house, inbound, person);
  await store.record({
    answers: [inbound.key],
    deeds: [
      {
        key: `answer/${inbound.key}`,
        dueAt: house.clock(),
        deed: { kind: 'tell', to: { kind: 'person', person }, text, case: null, group },
      },
    ],
  });
  house.onWake();
}

/** Settings are spoken of in private only; in a group the bot is asked for help, or for the page to report on. */
async function answerFor(
  house: House & { readonly owners: OwnerDesk },
  inbound: Asked,
  person: Pseudonym,
): Promise<{ readonly text: string; readonly group: GroupId | null }> {
  const { group } = inbound;
  if (inbound.quotes === true) return { text: 'answer-quote', group };
  const command = readCommand(inbound.text, house.clock(), house.tz);
  if (command === null) return { text: answerTo(inbound.text), group };
  if (command.does === 'report') return { text: 'report-link', group };
  if (group !== null) return { text: 'answer-private', group };
  return obey(command, { owners: house.owners, person });
}

function answerTo(question: string): string {
  return answers.find(({ words }) => words.some((word) => question.includes(word)))?.text ?? 'answer-help';
}
