import { randomBytes } from 'node:crypto';
import { hour } from './limits.ts';
import { refuse } from './refusal.ts';
import type { World } from './world.ts';

interface ResponseCode {
  readonly agentid: number;
  readonly msgid: string;
  /** Who clicked; null where the code came from sending. */
  readonly userid: string | null;
  readonly at: number;
  isUsed: boolean;
}

/** response_code: one update each, within 72 hours. */
export function createCodes(world: World) {
  const codes = new Map<string, ResponseCode>();
  return {
    issue(agentid: number, msgid: string, userid: string | null): string {
      const code = randomBytes(24).toString('base64url');
      codes.set(code, { agentid, msgid, userid, at: world.now(), isUsed: false });
      return code;
    },
    use(code: string, agentid: number): ResponseCode {
      const found = codes.get(code);
      if (found?.agentid !== agentid) return refuse(40058, 'invalid response_code');
      if (found.isUsed) return refuse(40058, 'response_code has been used');
      if (world.now() - found.at > 72 * hour) return refuse(40058, 'response_code expired');
      found.isUsed = true;
      return found;
    },
  };
}
