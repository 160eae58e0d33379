import { loadShelf } from '#assembly/shelf.ts';
import { UsageError, type ExitCode, type Output } from '#cli/output.ts';
import { openStoppedStore } from '#cli/stopped-store.ts';

/** `purge CASE`: every trace of a case but the ledger, with a destruction row. The house must be stopped: one process owns the database. */
export async function purgeCase(id: string | undefined, root: string, output: Output): Promise<ExitCode> {
  if (!id) throw new UsageError('purge: expected the number of a case, got nothing');
  const store = openStoppedStore(loadShelf(root));
  try {
    const found = await store.cases.find(id);
    if (!found) {
      output.problem(`没有案件 ${id}。`);
      return 1;
    }
    if (found.isHeld) {
      output.problem(`案件 ${id} 处于保留状态（诉讼保全），不能销毁；请先在控制台解除保留。`);
      return 1;
    }
    const { erased } = await store.evidence.purge(id, {
      at: Date.now(),
      event: 'purged',
      actor: { kind: 'account', account: 'command-line' },
      case: id,
    });
    output.line(`案件 ${id} 已销毁，共 ${erased} 行；台账中留有销毁记录。`);
    return 0;
  } finally {
    await store.close();
  }
}
