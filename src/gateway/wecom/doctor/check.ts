import { Transient } from '#model/transient.ts';
import { WecomFault } from '#gateway/wecom/api/fault.ts';

/** What the doctor found of one thing, in Chinese; `missing` says where to set it. */
export interface Check {
  readonly name: string;
  readonly state: 'works' | 'missing' | 'untried';
  readonly says: string;
}

export function works(name: string, says: string): Check {
  return { name, state: 'works', says };
}

export function missing(name: string, says: string): Check {
  return { name, state: 'missing', says };
}

export function untried(name: string, says: string): Check {
  return { name, state: 'untried', says };
}

/** What fails for the platform's or the network's reasons is an answer, too. */
export async function checking(
  name: string,
  look: () => Promise<readonly Check[]>,
  silent = '没有得到答复，请检查网络和地址后重试',
): Promise<readonly Check[]> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Transient) return [missing(name, error.operator ?? `${silent}（${error.message}）。`)];
    if (error instanceof WecomFault) return [missing(name, `企业微信的答复与文档不符：${error.message}。`)];
    throw error;
  }
}
