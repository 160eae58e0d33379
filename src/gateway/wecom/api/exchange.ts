import { create, isAxiosError, isCancel, type AxiosError } from 'axios';
import { Transient } from '#model/transient.ts';

export interface Exchange {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON, or a FormData as multipart. */
  readonly body?: object;
}

export interface Exchanged {
  readonly type: string;
  readonly disposition: string;
  readonly bytes: Buffer;
}

export type Exchanger = (exchange: Exchange, signal: AbortSignal) => Promise<Exchanged>;

/** An answer may take so long, in milliseconds. */
const patience = 10_000;
/** Files come in at most 20 MB. */
const mostBytes = 32 * 1024 * 1024;

/** HTTP to one host. Whatever is not an answer of the platform may pass by itself: Transient. */
export function createExchanger(base: string): Exchanger {
  const http = create({
    baseURL: base,
    timeout: patience,
    maxContentLength: mostBytes,
    maxBodyLength: mostBytes,
    maxRedirects: 0,
    responseType: 'arraybuffer',
    validateStatus: () => true,
    // Reading is ours, errors included.
    transformResponse: (data: unknown) => data,
  });
  return async ({ method, path, query, body }, signal) => {
    try {
      const { status, data, headers } = await http.request<unknown>({
        method,
        url: path,
        signal,
        ...(query && { params: query }),
        ...(body && { data: body }),
      });
      if (status !== 200) throw new Transient(`${path}: expected status 200, got ${status}`);
      const bytes = Buffer.isBuffer(data) ? data : Buffer.alloc(0);
      return {
        bytes,
        type: String(headers['content-type'] ?? ''),
        disposition: String(headers['content-disposition'] ?? ''),
      };
    } catch (error) {
      if (error instanceof Transient) throw error;
      if (!isCancel(error) && !isAxiosError(error)) throw error;
      throw new Transient(`${path}: no answer (${error.code ?? 'no code'})`, { cause: bare(error) });
    }
  };
}

/** An axios error carries the request, its token and words: only its code goes on. */
function bare({ code, name }: Pick<AxiosError, 'code' | 'name'>): Error {
  return new Error(`${name} ${code ?? 'no code'}`);
}

/** The JSON of an answer; what is none may be a gateway's page on the way. */
export function jsonOf(path: string, { bytes }: Exchanged): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Transient(`${path}: expected JSON, got ${bytes.length} bytes of something else`);
  }
}
