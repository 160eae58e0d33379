import { useState, type SubmitEvent } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { SetupOfferWire, UnitWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { Refused } from '#web/kit/http.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { UnitChoices } from '#web/kit/unit-choices.tsx';
import type { Wrongs } from '#web/kit/unit-part.ts';
import { UnitTexts } from '#web/kit/unit-texts.tsx';
import { choiceWrongs, textWrongs } from '#web/kit/unit-wrongs.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { useSeat } from '#web/console/seat.ts';

/** What /setup asked for, to be changed later. */
export function UnitSection() {
  const [loaded, reload] = useLoaded<SetupOfferWire>(`${api}/unit`);
  return (
    <LoadedView loaded={loaded} onRetry={reload}>
      {(offer) => (
        <section className="panel case-box">
          <h2>单位</h2>
          <p className="muted">
            {calledOf(offer.unit)}
            {offer.unit.roster.length === 0 && '还没有值班名单，疑似涉密时只能靠值班电话。'}
          </p>
          <details>
            <summary>修改单位信息</summary>
            <UnitForm offer={offer} onDone={reload} />
          </details>
        </section>
      )}
    </LoadedView>
  );
}

/** What has been filled in so far. */
function calledOf({ name, office, officePhone, dutyPhone }: SetupOfferWire['unit']): string {
  const told = [name, officePhone && `${office} ${officePhone}`, dutyPhone && `值班电话 ${dutyPhone}`].filter(Boolean);
  return told.length > 0 ? `${told.join('，')}。` : '还没有填写单位信息。';
}

function UnitForm({ offer, onDone }: { readonly offer: SetupOfferWire; readonly onDone: () => void }) {
  const { send } = useSeat();
  const [unit, setUnit] = useState(offer.unit);
  const [wrongs, setWrongs] = useState<Wrongs>({});
  const [isSending, setIsSending] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const found = { ...textWrongs(unit), ...choiceWrongs(unit) };
    setWrongs(found);
    if (Object.keys(found).length > 0) return toast('有几项填得不对，请看标红的地方。');
    setIsSending(true);
    send<SetupOfferWire>('/unit', { unit } satisfies UnitWire)
      .then(
        (saved) => {
          setUnit(saved.unit);
          toast('单位信息已保存，已记入台账。');
          onDone();
        },
        (problem: unknown) => {
          setWrongs(problem instanceof Refused ? problem.fields : {});
          toastProblem(problem);
        },
      )
      .finally(() => setIsSending(false));
  };
  const part = { unit, offer, wrongs, onChange: setUnit };
  return (
    <form className="reason unit-form" noValidate onSubmit={submit}>
      <UnitTexts {...part} />
      <UnitChoices {...part} />
      <div className="case-buttons">
        <Button tag="button" type="submit" theme="primary" disabled={isSending}>
          保存
        </Button>
      </div>
    </form>
  );
}
