import type { Case } from '#model/case.ts';
import type { CasePage, NoticePage } from '#model/desk.ts';
import { aCase as anyCase } from '../support/a-case.ts';
import { noon } from './house.ts';

/** A scope case of the member 张敏 in one group. */
export function aCase(more: Partial<Case> & Pick<Case, 'sender'>): Case {
  return anyCase({
    version: 0,
    post: 'sandbox:post-1',
    group: 'sandbox:office',
    size: 42,
    sentAt: noon - 1000,
    detectedAt: noon,
    reasons: [],
    steps: [{ do: 'notify' }],
    withheld: [{ do: 'request-recall' }],
    done: ['notify'],
    policy: 'scope-default',
    ...more,
  });
}

export function aPage(found: Case): CasePage {
  return {
    case: found,
    groupName: '综合科工作群',
    senderName: '张敏',
    categoryTitle: '未公开的人事事项',
    cues: ['出现任免用语'],
    reasons: [{ says: '消息中出现：任免用语', confidence: 0.8, raised: ['有人名'], lowered: ['像是引用法条'] }],
    unread: [],
    abilities: { sees: 'every-post', retracts: false, recallWindow: 2, ownerRecalls: true },
    members: { all: 12, outsiders: 1 },
    chain: [
      { at: noon - 60_000, groupName: '另一个群', senderName: null, case: null },
      { at: found.sentAt, groupName: '综合科工作群', senderName: '张敏', case: found },
    ],
    comments: [],
    assigneeName: null,
    canExempt: true,
    spread: 1,
    timeline: [],
    hasEvidence: true,
  };
}

export function aNotice(id: string): NoticePage {
  return {
    case: id,
    title: '提醒：这条消息可能不适合本群',
    paragraphs: ['可能超出本群的范围。'],
    article: '《中华人民共和国政府信息公开条例》第十六条',
    instead: '改用办公系统。',
    state: 'open',
    canAppeal: true,
    appealReasons: [{ id: 'published', label: '已公开发布' }],
    timeline: [{ at: noon, says: '已提醒本人' }],
  };
}
