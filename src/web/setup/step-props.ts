import type { SetupOfferWire } from '#model/console-wire.ts';
import type { Wrongs } from '#web/kit/unit-part.ts';
import type { Draft } from '#web/setup/draft.ts';

export interface StepProps {
  readonly draft: Draft;
  readonly offer: SetupOfferWire;
  readonly wrongs: Wrongs;
  readonly onChange: (draft: Draft) => void;
}
