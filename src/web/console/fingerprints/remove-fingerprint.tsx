import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { FingerprintRowWire } from '#model/fingerprint-wire.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { Ask } from '#web/console/kit/modal.tsx';
import { useSeat } from '#web/console/seat.ts';

/** From then on the same is not known any more; asked once more before it is done. */
export function RemoveFingerprint({ row, onDone }: { readonly row: FingerprintRowWire; readonly onDone: () => void }) {
  const { send } = useSeat();
  const [isAsking, setIsAsking] = useState(false);
  const remove = () => {
    send('/fingerprints/remove', { id: row.id, kind: row.kind }).then(() => {
      toast('指纹已删除，台账里留有记录。');
      onDone();
    }, toastProblem);
    setIsAsking(false);
  };
  return (
    <>
      <Button
        tag="button"
        variant="outline"
        size="small"
        aria-label={`删除 ${row.name}`}
        onClick={() => setIsAsking(true)}
      >
        删除
      </Button>
      {isAsking && (
        <Ask title="删除指纹" confirm="确定删除" isBad onConfirm={remove} onClose={() => setIsAsking(false)}>
          删除“{row.name}”后，同样的内容再发出来就认不出了，不能恢复。
        </Ask>
      )}
    </>
  );
}
