import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import { api } from '#web/kit/api.ts';
import { readWire } from '#web/kit/json.ts';
import { toastProblem } from '#web/kit/toast.tsx';
import { useSeat } from '#web/console/seat.ts';
import type { ErrorWire } from '#model/console-wire.ts';

/** Saves a copy: marked with who took it and when, and noted in the ledger. */
export function DigestExport({ id }: { readonly id: string }) {
  const { session } = useSeat();
  const [busy, setBusy] = useState<string | null>(null);
  const save = async (format: 'pdf' | 'xlsx') => {
    setBusy(format);
    try {
      const response = await fetch(`${api}/digests/${encodeURIComponent(id)}/export`, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json', 'x-csrf-token': session.csrf },
        body: JSON.stringify({ format }),
      });
      if (!response.ok) throw new Error(await saysOf(response));
      offer(await response.blob(), `${id}.${format}`);
    } catch (problem) {
      toastProblem(problem);
    } finally {
      setBusy(null);
    }
  };
  return (
    <div className="digest-exports">
      {(['pdf', 'xlsx'] as const).map((format) => (
        <Button tag="button" key={format} variant="outline" disabled={busy !== null} onClick={() => void save(format)}>
          {busy === format ? '正在导出……' : `导出 ${format.toUpperCase()}`}
        </Button>
      ))}
    </div>
  );
}

async function saysOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('application/json')) return '导出失败，请稍后再试。';
  return readWire<Partial<ErrorWire>>(await response.text()).error?.says ?? '导出失败，请稍后再试。';
}

function offer(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
