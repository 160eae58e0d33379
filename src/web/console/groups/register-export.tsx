import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import { api } from '#web/kit/api.ts';
import { saveFile } from '#web/kit/save-file.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { wantedOf, type Filter } from '#web/console/groups/group-filter.ts';
import { useSeat } from '#web/console/seat.ts';

/** Takes away what the filter finds, on all its pages. */
export function RegisterExport({ filter }: { readonly filter: Filter }) {
  const { session } = useSeat();
  const [isBusy, setIsBusy] = useState(false);
  if (session.account.role === 'operator') return null;
  const save = () => {
    setIsBusy(true);
    saveFile(`${api}/register/export`, { csrf: session.csrf, name: '群登记册.xlsx', body: wantedOf(filter) })
      .then(() => toast('已导出，台账里留有记录。'), toastProblem)
      .finally(() => setIsBusy(false));
  };
  return (
    <Button tag="button" variant="outline" disabled={isBusy} onClick={save}>
      {isBusy ? '正在导出……' : '导出登记册'}
    </Button>
  );
}
