import type { Finding } from '#model/finding.ts';
import type { Group } from '#model/group.ts';
import type { Post, Reading } from '#model/post.ts';
import type { Unit } from '#model/unit.ts';
import { tuesday } from './clock.ts';

export function aPost(changes: Partial<Post> = {}): Post {
  return {
    id: 'test:post-1',
    group: 'test:group-1',
    sender: { id: 'test:zhang', name: '张敏', role: 'member' },
    sentAt: tuesday,
    body: '明天上午九点在二楼会议室开会',
    quoted: null,
    forwarded: [],
    files: [],
    ...changes,
  };
}

export function aReading(changes: Partial<Reading> = {}): Reading {
  const post = changes.post ?? aPost();
  return {
    post,
    passages: [{ from: 'body', file: null, via: 'text', where: '正文', text: post.body }],
    gaps: [],
    context: [],
    ...changes,
  };
}

export function aFinding(changes: Partial<Finding> = {}): Finding {
  return {
    rule: 'state-mark',
    category: 'classified.state-secret',
    confidence: 0.95,
    passage: 0,
    from: 'body',
    span: [0, 5],
    raised: [],
    lowered: [],
    ...changes,
  };
}

export function aGroup(changes: Partial<Group> = {}): Group {
  return {
    id: 'test:group-1',
    name: '综合科工作群',
    owner: 'p-owner',
    members: 12,
    outsiders: 0,
    abilities: { sees: 'every-post', retracts: false, recallWindow: null, ownerRecalls: true },
    template: '机关',
    mode: 'live',
    purpose: '',
    endsAt: null,
    joinedAt: tuesday,
    introducedAt: tuesday,
    answeredAt: tuesday,
    state: 'active',
    ...changes,
  };
}

export function aUnit(changes: Partial<Unit> = {}): Unit {
  return {
    name: '演示单位',
    office: '保密办',
    officePhone: '010-5550 1001',
    dutyPhone: '010-5550 1002',
    cipherRoom: '机要室',
    cipherPhone: '010-5550 1003',
    pickupPlace: '一楼收发室',
    upperPhone: '010-5550 1004',
    roster: [
      { person: 'p-duty', title: '值班' },
      { person: 'p-second', title: '第二联系人' },
      { person: 'p-leader', title: '分管负责人' },
    ],
    heads: ['p-head'],
    template: '机关',
    evidence: 'sealed',
    unsealing: 'two-persons',
    officeHours: [8.5, 18],
    ...changes,
  };
}
