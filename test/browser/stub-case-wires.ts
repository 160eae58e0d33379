import type { CaseWire } from '#model/console-wire.ts';

const minute = 60_000;
/** What must be shown as it stands, and never run. */
export const script = '<img src=x onerror="document.title=1"><script>document.title=2</script>';

/** First seen in the town, passed on twice, this case the last. */
export function chain(at: number): CaseWire['chain'] {
  const seen = { senderName: '林小雨', case: 'ZZ-7K2M', state: 'withdrawn', isWithdrawn: true } as const;
  return [
    {
      at: at - 95 * minute,
      groupName: '石桥镇政府工作群（演示）',
      senderName: null,
      case: null,
      state: null,
      isWithdrawn: false,
    },
    {
      at: at - 26 * minute,
      groupName: '青禾学院信息工程系教职工群（演示）',
      senderName: '陈立',
      case: 'ZZ-7K2N',
      state: 'recall-requested',
      isWithdrawn: false,
    },
    { ...seen, at: at - 140, groupName: '青禾县发改局综合科工作群（演示）' },
  ];
}
