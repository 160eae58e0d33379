import { expect, test } from 'vitest';
import type { GroupRules } from '#model/owner.ts';
import type { Post } from '#model/post.ts';
import { looksLikeNotice, ownerFindings } from '#detect/owner-rules.ts';
import { aPost } from '../support/a-post.ts';
import { hour, tuesday } from '../support/clock.ts';
import { lessons } from './support.ts';

const rules = lessons.ownerRules;
const nothing: GroupRules = { posters: null, hours: null, fileKinds: null, linkDomains: null, exceptions: [] };
const office: GroupRules['hours'] = { days: [1, 2, 3, 4, 5], from: 8.5, to: 18 };
const day = 24 * hour;
const file = (name: string, media: 'file' | 'picture' = 'file') =>
  ({ id: name, name, size: 1, media, from: 'body' }) as const;
const said = (body: string): Partial<Post> => ({ body });

test.each<[name: string, settings: Partial<GroupRules>, post: Partial<Post>, found: readonly string[]]>([
  ['no rules, nothing found', {}, { sentAt: tuesday + 14 * hour, files: [file('a.exe')] }, []],
  ['within the hours', { hours: office }, {}, []],
  ['at midnight', { hours: office }, { sentAt: tuesday + 14 * hour }, ['owner-hours']],
  ['on a Sunday', { hours: office }, { sentAt: tuesday + 5 * day }, ['owner-hours']],
  [
    'at midnight, while an exception lasts',
    { hours: office, exceptions: [{ what: 'hours', value: '', until: tuesday + day }] },
    { sentAt: tuesday + 14 * hour },
    [],
  ],
  [
    'at midnight, when the exception has ended',
    { hours: office, exceptions: [{ what: 'hours', value: '', until: tuesday + day }] },
    { sentAt: tuesday + day + 14 * hour },
    ['owner-hours'],
  ],
  ['a kind of file that is allowed', { fileKinds: ['document'] }, { files: [file('通知.DOCX')] }, []],
  ['a kind that is not', { fileKinds: ['document'] }, { files: [file('资料.zip')] }, ['owner-file']],
  ['a picture without a name', { fileKinds: ['document'] }, { files: [file('', 'picture')] }, ['owner-file']],
  ['a name without an ending', { fileKinds: ['other'] }, { files: [file('README')] }, []],
  [
    'an archive while it is excepted',
    { fileKinds: ['document'], exceptions: [{ what: 'file', value: 'archive', until: tuesday + 1 }] },
    { files: [file('资料.zip')] },
    [],
  ],
  ['a link within', { linkDomains: ['gov.cn'] }, said('见 https://www.gov.cn/zhengce/1.htm'), []],
  ['a link elsewhere', { linkDomains: ['gov.cn'] }, said('见 https://pan.example.com/s/1'), ['owner-link']],
  ['a domain that only ends alike', { linkDomains: ['gov.cn'] }, said('见 https://notgov.cn/'), ['owner-link']],
  ['any link', { linkDomains: [] }, said('见 http://a.cn/'), ['owner-link']],
  [
    'a notice by a member',
    { posters: { who: 'owner', also: [] } },
    said('关于调整食堂时间的通知\n各位同事：'),
    ['owner-notice'],
  ],
  ['small talk by a member', { posters: { who: 'owner', also: [] } }, said('收到，谢谢通知'), []],
  [
    'a notice by the owner',
    { posters: { who: 'owner', also: [] } },
    { ...said('【通知】明天停水'), sender: { id: 'test:owner', name: '', role: 'owner' } },
    [],
  ],
  [
    'a notice by an administrator where only the owner may',
    { posters: { who: 'owner', also: [] } },
    { ...said('【通知】明天停水'), sender: { id: 'test:li', name: '', role: 'admin' } },
    ['owner-notice'],
  ],
  ['a notice by somebody named', { posters: { who: 'owner', also: ['p-zhang'] } }, said('【通知】明天停水'), []],
])('%s', (_, settings, post, found) => {
  const whole = aPost(post);
  const passages = [{ from: 'body', file: null, via: 'text', where: '正文', text: whole.body }] as const;
  const findings = ownerFindings({
    post: whole,
    passages,
    sender: 'p-zhang',
    settings: { ...nothing, ...settings },
    rules,
    tz: 'Asia/Shanghai',
  });
  expect(findings.map(({ rule }) => rule)).toEqual(found);
  expect(findings.every(({ category, confidence }) => category === 'scope.owner-rule' && confidence === 0.8)).toBe(
    true,
  );
});

test.each([
  ['关于做好防汛工作的通知', true],
  ['【紧急通知】', true],
  ['通知：明天九点开会', true],
  ['@所有人 请在三点前交表', true],
  ['收到通知', false],
  ['通知我看到了，谢谢', false],
  ['【通知】明天停水', true],
  ['谢谢你的通知', false],
  ['明天九点开会', false],
  ['我已经把通知发给他们了', false],
])('%s looks like a notice: %s', (body, isOne) => {
  expect(looksLikeNotice(body, rules)).toBe(isOne);
});
