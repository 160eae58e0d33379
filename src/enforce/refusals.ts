import type { DeskRefusal } from '#model/desk.ts';

const sentences: Readonly<Record<DeskRefusal['refused'], string>> = {
  unknown: '没有这个案件。',
  'own-case': '这是您本人的事，请由其他人处理。',
  'not-your-role': '您的角色不能这样做。',
  'reason-required': '请写明理由，至少四个字，不要写消息内容。',
  'reason-repeats-matter': '理由里像是有不能写在这里的内容，没有保存。请只写一般性的理由。',
  'note-repeats-matter': '补充的话里像是有不能写在这里的内容，没有保存。请只选理由，或请带原件到保密办当面说明。',
  'text-has-marks': '这段话里还有标志、证件号码一类的内容，没有保存。请改写到看不出原来的事。',
  'text-is-copy': '这段话和原来的消息太像，没有保存。请换个说法，只留下当时被认错的说话方式。',
  'not-in-this-state': '案件现在的状态不能这样做，请刷新后再看。',
  'second-person-needed': '这件事要由另一位复核人员来定。',
  'not-assignable': '这个账号不能承办本案：不是在用的管理员或复核员，或者是当事人本人。',
  'not-exemptable': '疑似涉密、疑似拉拢套取或没能读全的，不能准许再发。',
  stale: '刚才有人改动了这个案件，请刷新后再试。',
};

export function refuse(refused: DeskRefusal['refused']): DeskRefusal {
  return { ok: false, refused, says: sentences[refused] };
}
