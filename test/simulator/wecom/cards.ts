import * as z from 'zod';
import { bytes, list } from './refusal.ts';

const text = z.string();
const taskId = z.string().regex(/^[0-9A-Za-z_@-]{1,128}$/);
const key = bytes(1024);
const option = z.object({ id: bytes(128), text: bytes(4096) });
const withLink = { url: text.optional(), appid: text.optional(), pagepath: text.optional() };

/** A thing with a type of which some need a field more. */
function typed<T extends z.ZodRawShape>(types: readonly number[], needs: Readonly<Record<number, string>>, shape: T) {
  const typeOf = (value: object): number => ('type' in value && typeof value.type === 'number' ? value.type : 0);
  return z
    .looseObject({ type: z.int().optional(), ...shape })
    .refine((value) => types.includes(typeOf(value)), { message: `expected a type of ${types.join(', ')}` })
    .refine((value) => filled(value, needs[typeOf(value)]), { message: 'a field its type needs is missing' });
}

function filled(value: object, field: string | undefined): boolean {
  return field === undefined || Object.entries(value).some(([name, one]) => name === field && one !== '');
}

const title = z.object({ title: text.optional(), desc: text.optional() });
const actionMenu = z.object({
  desc: text.optional(),
  action_list: list(z.object({ text: bytes(4096), key }), 3, { min: 1 }),
});
const cardAction = typed([1, 2], { 1: 'url', 2: 'appid' }, withLink);
const shared = {
  source: z
    .object({ desc_color: z.int().min(0).max(3).optional() })
    .loose()
    .optional(),
  main_title: title.optional(),
  sub_title_text: text.optional(),
  quote_area: typed([0, 1, 2], { 1: 'url', 2: 'appid' }, withLink).optional(),
  horizontal_content_list: list(
    typed([0, 1, 2, 3], { 1: 'url', 2: 'media_id', 3: 'userid' }, { keyname: bytes(4096) }),
    6,
  ).optional(),
  jump_list: list(typed([0, 1, 2, 3], { 1: 'url', 2: 'appid', 3: 'question' }, { title: bytes(4096) }), 3).optional(),
  task_id: taskId.optional(),
  action_menu: actionMenu.optional(),
  card_action: cardAction.optional(),
  replace_text: text.optional(),
};
const button = typed(
  [0, 1],
  { 0: 'key', 1: 'url' },
  { text: bytes(4096), style: z.int().min(1).max(4).optional(), key: key.optional() },
);
const selector = z.object({
  question_key: bytes(1024),
  title: text.optional(),
  selected_id: text.optional(),
  disable: z.boolean().optional(),
  option_list: list(option, 10, { min: 1 }),
});
const submitButton = z.object({ text: bytes(4096), key });

const needsWords = (card: {
  readonly main_title?: z.infer<typeof title> | undefined;
  readonly sub_title_text?: string | undefined;
}): boolean => (card.main_title?.title ?? '') !== '' || (card.sub_title_text ?? '') !== '';
const notice = { ...shared, card_action: cardAction };

/** The five kinds with the limits that are hard; the lengths a document only advises are not enforced. */
export const templateCard = z.discriminatedUnion('card_type', [
  z
    .looseObject({ card_type: z.literal('text_notice'), ...notice, emphasis_content: title.optional() })
    .refine(needsWords, { message: 'expected main_title.title or sub_title_text' })
    .refine((card) => !card.action_menu || card.task_id !== undefined, { message: 'action_menu needs a task_id' }),
  z
    .looseObject({
      card_type: z.literal('news_notice'),
      ...notice,
      main_title: title,
      card_image: z
        .looseObject({ url: bytes(4096), aspect_ratio: z.number().min(1.3).max(2.25).optional() })
        .optional(),
      image_text_area: z.looseObject({ image_url: bytes(4096) }).optional(),
      vertical_content_list: list(z.looseObject({ title: bytes(4096) }), 4).optional(),
    })
    .refine((card) => card.card_image !== undefined || card.image_text_area !== undefined, {
      message: 'expected card_image or image_text_area',
    }),
  z.looseObject({
    card_type: z.literal('button_interaction'),
    ...shared,
    card_action: typed([0, 1, 2], { 1: 'url', 2: 'appid' }, withLink).optional(),
    task_id: taskId,
    main_title: title,
    button_selection: selector.optional(),
    button_list: list(button, 6, { min: 1 }),
  }),
  z.looseObject({
    card_type: z.literal('vote_interaction'),
    ...shared,
    task_id: taskId,
    main_title: title,
    checkbox: z.object({
      question_key: bytes(1024),
      mode: z.int().min(0).max(1).optional(),
      disable: z.boolean().optional(),
      option_list: list(option.extend({ is_checked: z.boolean().optional() }), 20, { min: 1 }),
    }),
    submit_button: submitButton,
  }),
  z.looseObject({
    card_type: z.literal('multiple_interaction'),
    ...shared,
    task_id: taskId,
    main_title: title,
    select_list: list(selector, 3, { min: 1 }),
    submit_button: submitButton,
  }),
]);

export type TemplateCard = z.infer<typeof templateCard>;

/** Cards whose clicks come back to the app. */
export function isCallable(card: TemplateCard): boolean {
  return card.card_type.endsWith('_interaction') || card.action_menu !== undefined;
}
