import { createApp, listen, type HttpOptions } from '#http.ts';

type Served = Pick<HttpOptions, 'routers' | 'webDir'> &
  Partial<Pick<HttpOptions, 'hasSandbox'>> & { readonly port?: number };

/** Routers and built pages at a port of this machine (0: a free one), as the house serves them; what fails in them fails the test. */
export async function served({ routers, webDir, hasSandbox = false, port = 0 }: Served) {
  const app = createApp({
    gateways: [],
    receive: async () => undefined,
    rang: () => undefined,
    routers,
    webDir,
    hasSandbox,
    isHttps: false,
    ready: async () => ({ isReady: true, says: 'ok' }),
    metrics: async () => '',
    onError: failed,
  });
  const server = await listen(app, { host: '127.0.0.1', port, tls: null });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The log of a router under test: nothing may be written to it. */
export function failed(failure: unknown): never {
  throw failure;
}
