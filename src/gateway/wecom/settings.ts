import { existsSync } from 'node:fs';
import * as z from 'zod';
import { checkSheet } from '#lib/check-sheet.ts';
import { readSheet } from '#lib/sheet.ts';
import { Intercept, type InterceptSettings } from '#gateway/wecom/intercept/settings.ts';

const roomId = z.string().regex(/^[\w@-]{1,64}$/, { error: 'expected the id of a group, such as wr…' });

const Group = z.strictObject({
  id: roomId,
  /** 内部群、客户群、由本应用创建的群. */
  kind: z.enum(['internal', 'customer', 'app']).default('internal'),
  /** Where no interface tells it, or tells it wrongly (a change of owner). */
  owner: z.string().min(1).nullable().default(null),
  name: z.string().min(1).nullable().default(null),
  /** The key of the group's 消息推送, or its whole address. */
  webhook: z
    .string()
    .transform((text) => /key=([\w-]+)/.exec(text)?.[1] ?? text)
    .pipe(z.string().regex(/^[\w-]{8,64}$/, { error: 'expected the address or the key of a 消息推送' }))
    .nullable()
    .default(null),
  /** The group's id for the robot, which it tells whoever says 绑定 to it. */
  chat: z.string().min(1).nullable().default(null),
});

const Settings = z.strictObject({
  /** Minutes a member can take a post back in this tenant's client; unknown until somebody has tried it. */
  'recall-window-minutes': z.number().int().positive().nullable().default(null),
  /** Whether owners can take back a member's post in this tenant's client. */
  'owner-recalls': z.boolean().default(false),
  intercept: Intercept.nullable().default(null),
  groups: z.array(Group).default([]),
});

export type WecomGroup = z.infer<typeof Group>;

/** What the platform tells no program, and the operator has to. */
export interface WecomSettings {
  readonly recallWindow: number | null;
  readonly ownerRecalls: boolean;
  readonly groups: ReadonlyMap<string, WecomGroup>;
  /** Off where it is not written down. */
  readonly intercept?: InterceptSettings | null;
}

/** The operator's sheet; where there is none nothing is known. */
export function readSettings(file: string): WecomSettings {
  if (!existsSync(file)) return settingsOf(Settings.parse({}));
  const sheet = readSheet(file);
  return settingsOf(checkSheet({ ...sheet, value: sheet.value ?? {} }, Settings, (path) => `wecom ${path.join('.')}`));
}

function settingsOf(sheet: z.infer<typeof Settings>): WecomSettings {
  return {
    recallWindow: sheet['recall-window-minutes'],
    ownerRecalls: sheet['owner-recalls'],
    intercept: sheet.intercept,
    groups: new Map(sheet.groups.map((group) => [group.id, group])),
  };
}
