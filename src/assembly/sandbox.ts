import { existsSync, readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { Gateway } from '#model/gateway.ts';
import type { MemberId, Moment, Pseudonym } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import type { Unit } from '#model/unit.ts';
import { createSandboxGateway } from '#gateway/sandbox/gateway.ts';
import { createSandboxPlatform } from '#gateway/sandbox/platform.ts';
import { sandboxRoutes } from '#gateway/sandbox/routes.ts';
import { sandboxUnit } from '#gateway/sandbox/seed.ts';
import { writeSecret } from '#assembly/data-dir.ts';

export interface Sandbox {
  readonly gateway: Gateway;
  readonly router: ReturnType<typeof sandboxRoutes>;
  /** Public key of the demo identity: the sandbox's evidence is sealed to it. */
  readonly recipients: readonly string[];
  close(): Promise<void>;
}

export interface SandboxParts {
  readonly dataDir: string;
  readonly template: string;
  readonly clock: () => Moment;
  readonly store: Store;
  readonly onBug: (error: unknown) => void;
}

/** The demonstration: the platform in this process, its unit filled in, and an identity that may be handed to every visitor. */
export async function openSandbox({ dataDir, template, clock, store, onBug }: SandboxParts): Promise<Sandbox> {
  const platform = createSandboxPlatform({
    file: join(dataDir, 'sandbox.db'),
    filesDir: join(dataDir, 'sandbox-files'),
    clock,
    newId: randomUUID,
    seed: true,
    onBug,
  });
  await fillUnit(store, template, clock());
  const identity = await demoIdentity(join(dataDir, 'demo-identity.txt'));
  return {
    gateway: createSandboxGateway(platform),
    router: sandboxRoutes(platform, { identity }),
    recipients: [await identityToRecipient(identity)],
    close: () => platform.close(),
  };
}

/** What /setup asks of a real unit is filled in, so that notices carry names and numbers from the first post on. */
async function fillUnit(store: Store, template: string, now: Moment): Promise<void> {
  if (await store.unit()) return;
  const { contacts, heads, ...rest } = sandboxUnit();
  const known = ({ member, name }: { readonly member: MemberId; readonly name: string }): Promise<Pseudonym> =>
    store.people.pseudonym(member, name);
  const unit: Unit = {
    ...rest,
    roster: await Promise.all(contacts.map(async (one) => ({ person: await known(one), title: one.title }))),
    heads: await Promise.all(heads.map(known)),
    template,
    evidence: 'sealed',
    // A visitor alone sees how sealed material is opened.
    unsealing: 'one-person',
  };
  await store.record({
    unit,
    ledger: [{ at: now, event: 'setting-changed', actor: { kind: 'bot' }, detail: { what: 'unit', from: 'sandbox' } }],
  });
}

async function demoIdentity(file: string): Promise<string> {
  if (!existsSync(file)) writeSecret(file, await generateIdentity());
  return readFileSync(file, 'utf8').trim();
}
