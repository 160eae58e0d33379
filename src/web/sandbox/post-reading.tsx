import type { PostLineProps } from '#web/sandbox/line-props.ts';
import { readingWords } from '#web/sandbox/words.ts';

/** The quiet line under a post whose files take their time. Its counting is not read aloud; that it is over may be. */
export function PostReading({ reading }: { readonly reading: NonNullable<PostLineProps['reading']> }) {
  if (reading === 'over') return <p className="reading">已检查</p>;
  const { done, of } = reading;
  return (
    <p className="reading" aria-live="off">
      <progress {...(of > 1 ? { value: done, max: of } : {})} aria-label={readingWords(reading)} />
      {readingWords(reading)}
    </p>
  );
}
