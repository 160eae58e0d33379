import { useEffect, useState } from 'react';
import type { BankText } from '#model/bank.ts';
import type { BankCheckedWire } from '#model/quiz-wire.ts';
import { useSeat } from '#web/console/seat.ts';

/** After so long without a key the text is looked at. */
const pause = 600;

/** What the server finds wrong with a text while it is written, and how members would see it; the last answer stays meanwhile. */
export function useCheck(work: string | null, text: BankText, isOn: boolean): BankCheckedWire | null {
  const { send } = useSeat();
  const [checked, setChecked] = useState<BankCheckedWire | null>(null);
  useEffect(() => {
    if (!isOn) return;
    let isGone = false;
    const ask = () =>
      // A look that fails is followed by the next; saving tells what is the matter.
      send<BankCheckedWire>('/quiz/bank/check', { work, text }).then(
        (answer) => isGone || setChecked(answer),
        () => undefined,
      );
    const timer = setTimeout(() => void ask(), pause);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [send, work, text, isOn]);
  return checked;
}
