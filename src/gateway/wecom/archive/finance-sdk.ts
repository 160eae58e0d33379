import koffi from 'koffi';

/** The customer's own library, by its C interface. Every call blocks, so it lives in a process of its own. */
export interface FinanceSdk {
  /** Records after `seq`, as the JSON text the library hands out. */
  chatData(seq: bigint, limit: number): string;
  decrypt(key: string, message: string): string;
  media(handle: string, index: string): { readonly bytes: Buffer; readonly index: string; readonly isLast: boolean };
}

/** The library answered with a return code of its own. */
export class SdkError extends Error {
  override readonly name = 'SdkError';
  readonly ret: number;
  constructor(ret: number) {
    super(`the archive's library returned ${ret}`);
    this.ret = ret;
  }
}

/** Seconds the library itself may take for one answer. */
const patience = 10;

export function openFinanceSdk(library: string, corpId: string, secret: string): FinanceSdk {
  const lib = koffi.load(library);
  const bind = (definition: string): ((...args: readonly unknown[]) => unknown) => lib.func(definition);
  const newSdk = bind('void* NewSdk()');
  const init = bind('int Init(void* sdk, const char* corpid, const char* secret)');
  const getChatData = bind(
    'int GetChatData(void* sdk, uint64_t seq, uint32_t limit, const char* proxy, const char* passwd, int timeout, void* out)',
  );
  const decryptData = bind('int DecryptData(const char* key, const char* msg, void* out)');
  const getMediaData = bind(
    'int GetMediaData(void* sdk, const char* index, const char* file, const char* proxy, const char* passwd, int timeout, void* out)',
  );
  const [newSlice, freeSlice] = [bind('void* NewSlice()'), bind('void FreeSlice(void* slice)')];
  const content = bind('void* GetContentFromSlice(void* slice)');
  const contentLength = bind('int GetSliceLen(void* slice)');
  const [newMedia, freeMedia] = [bind('void* NewMediaData()'), bind('void FreeMediaData(void* media)')];
  const [data, dataLength] = [bind('void* GetData(void* media)'), bind('int GetDataLen(void* media)')];
  const nextIndex = bind('const char* GetOutIndexBuf(void* media)');
  const isFinished = bind('int IsMediaDataFinish(void* media)');

  const sdk = newSdk();
  succeed(init(sdk, corpId, secret));

  /** What `fill` writes into a slice, as text. */
  const sliced = (fill: (slice: unknown) => unknown): string => {
    const slice = newSlice();
    try {
      succeed(fill(slice));
      return copied(content(slice), Number(contentLength(slice))).toString('utf8');
    } finally {
      freeSlice(slice);
    }
  };
  return {
    chatData: (seq, limit) => sliced((slice) => getChatData(sdk, seq, limit, '', '', patience, slice)),
    decrypt: (key, message) => sliced((slice) => decryptData(key, message, slice)),
    media(handle, index) {
      const media = newMedia();
      try {
        succeed(getMediaData(sdk, index, handle, '', '', patience, media));
        return {
          bytes: copied(data(media), Number(dataLength(media))),
          index: textOf(nextIndex(media)),
          isLast: Number(isFinished(media)) === 1,
        };
      } finally {
        freeMedia(media);
      }
    },
  };
}

function succeed(ret: unknown): void {
  if (ret !== 0) throw new SdkError(Number(ret));
}

/** A copy: the library frees its own. */
function copied(pointer: unknown, length: number): Buffer {
  if (pointer === null || length <= 0) return Buffer.alloc(0);
  return Buffer.from(koffi.view(pointer, length).slice(0));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
