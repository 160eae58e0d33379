/** A mark as real papers bear it: grade, star and term. */
const mark = /[绝机機秘]\s*密\s*[★☆⭐]\s*(?:[\d一二三五十]|长期|启用|公布|会议)|密级\s*[:：]\s*[绝机機秘]密/u;

/** Which of these fields bear a mark; none where one of them says 样张: then all of it is invented. */
export function markedFields(texts: readonly { readonly field: string; readonly text: string }[]): readonly string[] {
  if (texts.some(({ text }) => text.includes('样张'))) return [];
  return texts.filter(({ text }) => mark.test(text)).map(({ field }) => field);
}
