import type { Account } from '#model/account.ts';
import type { Case } from '#model/case.ts';
import type { Inbound } from '#model/gateway.ts';
import type { Group } from '#model/group.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import type { Trace } from '#model/store.ts';
import type { Unit } from '#model/unit.ts';

/** 2026-11-24 09:00 in Beijing. */
export const noon = Date.UTC(2026, 10, 24, 1);
export const minutes = 60_000;
export const days = 24 * 60 * minutes;

export function aCase(id: string, more: Partial<Case> = {}): Case {
  return {
    id, version: 0, post: `sandbox:post-${id}`, group: 'sandbox:g1', sender: 'p1', senderRole: 'member', form: 'text', size: 12,
    fingerprint: `f-${id}`, sentAt: noon, detectedAt: noon, kind: 'scope', category: 'scope.personnel', confidence: 0.9, outcome: 'violation',
    severity: 2, charged: true, reasons: [], gaps: [], failures: [], steps: [{ do: 'notify' }], withheld: [], done: [], policy: null, state: 'open',
    recallBy: null, withdrawnAt: null, withdrawnBy: null, escalatedAt: null, acknowledgedAt: null, reportBy: null, report: null, ruling: null,
    appeal: null, isHeld: false, closedAt: null, ...more,
  }; // prettier-ignore
}

export function upheld(at: number): Pick<Case, 'state' | 'ruling'> {
  return { state: 'upheld', ruling: { what: 'upheld', why: '属实', by: 'a1', at, confirmedBy: null } };
}

export function aPostInbound(key: string, body = '明天上午九点开会'): Inbound {
  const sender = { id: 'sandbox:m1', name: '张三', role: 'member' } as const;
  const post = {
    id: `sandbox:post-${key}`,
    group: 'sandbox:g1',
    sender,
    sentAt: noon,
    body,
    quoted: null,
    forwarded: [],
    files: [],
  };
  return { key, at: noon, kind: 'post', post };
}

export function anEntry(more: Partial<LedgerEntry> = {}): LedgerEntry {
  return { at: noon, event: 'verdict', actor: { kind: 'bot' }, ...more };
}

export function aTrace(post: string, more: Partial<Trace> = {}): Trace {
  return {
    post, group: 'sandbox:g1', sender: 'p1', at: noon, outcome: 'clear', fingerprint: `f-${post}`, fileKinds: ['pdf'], linkDomains: [],
    rules: [], gaps: 0, ...more,
  }; // prettier-ignore
}

export function aGroupRow(id: string, more: Partial<Group> = {}): Group {
  const abilities = { sees: 'every-post', retracts: true, recallWindow: null, ownerRecalls: true } as const;
  return {
    id, name: '综合科工作群', owner: null, members: 3, outsiders: 0, abilities, template: '机关', mode: 'live', purpose: '通知', endsAt: null,
    joinedAt: noon, introducedAt: null, answeredAt: null, state: 'active', ...more,
  }; // prettier-ignore
}

export function aUnit(more: Partial<Unit> = {}): Unit {
  return {
    name: '某某局', office: '保密办', officePhone: '0', dutyPhone: '0', cipherRoom: '机要室', cipherPhone: '0', pickupPlace: '机要室', upperPhone: '0',
    roster: [], heads: [], template: '机关', evidence: 'sealed', unsealing: 'two-persons', officeHours: [8.5, 18], ...more,
  }; // prettier-ignore
}

export function anAccount(id: string, more: Partial<Account> = {}): Account {
  return {
    id,
    name: `名-${id}`,
    role: 'reviewer',
    person: null,
    boundAt: null,
    passwordHash: 'h',
    createdAt: noon,
    isDisabled: false,
    ...more,
  };
}
