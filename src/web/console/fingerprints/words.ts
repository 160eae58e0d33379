import type { FingerprintKind } from '#model/fingerprint-wire.ts';

export const kindWords: Readonly<Record<FingerprintKind, string>> = {
  registered: '登记的文件',
  withdrawn: '撤回过的内容',
  picture: '撤回过的图片',
};
