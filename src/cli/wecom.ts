import { randomBytes } from 'node:crypto';
import { examineTenant } from '#gateway/wecom/doctor/doctor.ts';
import { readSettings } from '#gateway/wecom/settings.ts';
import { wecomAccount } from '#assembly/wecom.ts';
import { readConfig } from '#config.ts';
import { UsageError, type ExitCode, type Output } from '#cli/output.ts';

const signs = { works: '✓', missing: '✗', untried: '?' } as const;

/** `wecom doctor [--to USERID]`: what works with the tenant, what is missing, and where to set it. */
export async function wecomDoctor(userid: string | undefined, json: boolean, output: Output): Promise<ExitCode> {
  const { wecom, url } = readConfig();
  if (!wecom) throw new UsageError('wecom doctor: expected the WECOM_ variables to be set, got none');
  const parts = {
    account: wecomAccount(wecom),
    settings: readSettings(wecom.settings),
    url,
    userid: userid ?? null,
    clock: Date.now,
    chance: randomBytes,
  };
  const checks = await examineTenant(parts, AbortSignal.timeout(120_000));
  if (json) output.line(JSON.stringify(checks));
  else for (const { name, state, says } of checks) output.line(`${signs[state]} ${name}：${says}`);
  return checks.some(({ state }) => state === 'missing') ? 1 : 0;
}
