import { pullBatch } from '#gateway/wecom/archive/batch.ts';
import { openFinanceSdk, SdkError, type FinanceSdk } from '#gateway/wecom/archive/finance-sdk.ts';
import { Asked, type Ask, type Reply } from '#gateway/wecom/archive/protocol.ts';

/** The archive's library in its own process: what it holds, what it crashes on and what it blocks stays here. */
let sdk: FinanceSdk | null = null;

function answer(ask: Ask): unknown {
  if (ask.kind === 'open') {
    sdk = openFinanceSdk(ask.library, ask.corpId, ask.secret);
    return null;
  }
  if (!sdk) throw new Error('expected the library to be open');
  return ask.kind === 'pull' ? pullBatch(sdk, ask) : sdk.media(ask.handle, ask.index);
}

process.on('message', (message: unknown) => {
  const { id, ask } = Asked.parse(message);
  let reply: Reply;
  try {
    reply = { id, ok: true, value: answer(ask) };
  } catch (error) {
    // Words of an error might be a record's: its kind is enough.
    reply = {
      id,
      ok: false,
      ret: error instanceof SdkError ? error.ret : null,
      says: error instanceof Error ? error.name : 'unknown',
    };
  }
  process.send?.(reply);
});
// The house is gone: nothing is left behind.
process.on('disconnect', () => process.exit(0));
