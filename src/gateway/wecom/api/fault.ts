/** The platform answered what no document describes. Only numbers and addresses, so that the name may be logged. */
export class WecomFault extends Error {
  override readonly name: string;
  constructor(path: string, what: string, cause?: unknown) {
    super(`${path}: ${what}`, { cause });
    this.name = `WecomFault ${path} ${what}`;
  }
}
