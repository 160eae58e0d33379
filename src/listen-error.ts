/** The web server cannot listen; says what a person must do, by the system's code. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  constructor(
    at: { host: string; port: number },
    { code, why, cause }: { code: string; why?: string; cause: unknown },
  ) {
    super(`${at.host}:${at.port}: ${why ?? refusals[code] ?? code}`, { cause });
  }
}

const refusals: Readonly<Record<string, string>> = {
  EADDRINUSE:
    '端口已被占用，请停掉占用它的程序或改 ZHOUZHI_PORT。 The port is in use: stop the other program or set ZHOUZHI_PORT.',
  EACCES: '没有权限监听这个端口，请改用 1024 以上的端口。 Not allowed to listen here: use a port above 1024.',
  EADDRNOTAVAIL: '本机没有这个地址，请改 ZHOUZHI_HOST。 This machine has no such address: set ZHOUZHI_HOST.',
  ENOTFOUND: '找不到这个主机名，请改 ZHOUZHI_HOST。 There is no such host: set ZHOUZHI_HOST.',
};
