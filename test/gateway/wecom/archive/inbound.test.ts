import { describe, expect, test } from 'vitest';
import type { Inbound } from '#model/gateway.ts';
import type { Post, Sender } from '#model/post.ts';
import { inboundOf } from '#gateway/wecom/archive/inbound.ts';
import { readFileId } from '#gateway/wecom/archive/file-id.ts';
import { consentOf, parseRecord } from '#gateway/wecom/archive/record.ts';

const sender: Sender = { id: 'wecom:zhangsan', name: '张三', role: 'member' };
const common = {
  msgid: 'm1',
  action: 'send',
  from: 'zhangsan',
  tolist: ['lisi'],
  roomid: 'wr1',
  msgtime: 1_700_000_000_000,
};

function inbound(fields: object): Inbound | null {
  const record = parseRecord(JSON.stringify({ ...common, ...fields }));
  if (!record) throw new Error('expected a record');
  return inboundOf(record, sender);
}

function post(fields: object): Post {
  const one = inbound(fields);
  if (one?.kind !== 'post') throw new Error('expected a post');
  return one.post;
}

const inner = (type: string, content: object): object => ({ type, content: JSON.stringify(content) });
const media = { md5sum: 'ab12', filesize: 70, sdkfileid: 'FILE/ID==' };
const fileId = 'wecom:media/ab12/70/FILE/ID==';

describe('what each type of record becomes', () => {
  test.for([
    ['text', { text: { content: '周四\u0011开会\n第二行' } }, '周四开会\n第二行'],
    ['markdown', { info: { content: '**请前往系统查看**' } }, '**请前往系统查看**'],
    [
      'link',
      { link: { title: '标题', description: '说明', link_url: 'https://a.cn/x' } },
      '标题\n说明\nhttps://a.cn/x',
    ],
    ['news', { info: { item: [{ title: '一', description: '二', url: 'https://b.cn' }] } }, '一\n二\nhttps://b.cn'],
    ['card', { card: { corpname: '某公司', userid: 'wm1' } }, '名片\n某公司'],
    [
      'location',
      { location: { longitude: 1, latitude: 2, address: '某路 1 号', title: '大厦', zoom: 15 } },
      '大厦\n某路 1 号',
    ],
    [
      'weapp',
      { weapp: { title: '须知', description: '请阅读', username: 'x@app', displayname: '服务' } },
      '须知\n请阅读\n服务',
    ],
    ['todo', { todo: { title: '来源', content: '内容' } }, '来源\n内容'],
    ['vote', { vote: { votetitle: '去哪', voteitem: ['东', '西'], votetype: 101, voteid: '1' } }, '去哪\n东\n西'],
    ['collect', { collect: { title: '登记', details: [{ id: 1, ques: '手机号', type: 'Text' }] } }, '登记\n手机号'],
    ['redpacket', { redpacket: { type: 1, wish: '大吉大利', totalcnt: 1, totalamount: 2 } }, '大吉大利'],
    ['external_redpacket', { redpacket: { type: 1, wish: '恭喜', totalcnt: 1, totalamount: 2 } }, '恭喜'],
    ['meeting', { meeting: { topic: '夕会', address: '二楼', remarks: '带本子', meetingid: 1 } }, '夕会\n二楼\n带本子'],
    ['meeting_notification', { info: { meeting_id: 1, notification_type: 2 } }, ''],
    [
      'calendar',
      { calendar: { title: '复盘', place: '三楼', remarks: '准时', attendeename: ['a'] } },
      '复盘\n三楼\n准时',
    ],
  ] as const)('%s is a post of words', ([msgtype, fields, body]) => {
    expect(post({ msgtype, ...fields })).toEqual({
      id: 'wecom:m1',
      group: 'wecom:wr1',
      sender,
      sentAt: common.msgtime,
      body,
      quoted: null,
      forwarded: [],
      files: [],
    });
  });

  test.for([
    ['image', { image: media }, { id: fileId, name: '图片.jpg', size: 70, media: 'picture', from: 'body' }],
    [
      'emotion',
      { emotion: { type: 1, imagesize: 9, md5sum: 'ab12', sdkfileid: 'S' } },
      { id: 'wecom:media/ab12/9/S', name: '表情.png', size: 9, media: 'picture', from: 'body' },
    ],
    [
      'file',
      { file: { ...media, filename: '资料.docx', fileext: 'docx' } },
      { id: fileId, name: '资料.docx', size: 70, media: 'file', from: 'body' },
    ],
    [
      'voip_doc_share',
      { voip_doc_share: { ...media, filename: '共享.pdf' } },
      { id: fileId, name: '共享.pdf', size: 70, media: 'file', from: 'body' },
    ],
  ] as const)('%s is a post with a file that can be fetched', ([msgtype, fields, file]) => {
    const { body, files } = post({ msgtype, ...fields });
    expect({ body, files }).toEqual({ body: '', files: [file] });
  });

  test.for([
    ['voice', { voice: { md5sum: 'a', voice_size: 1, play_length: 2, sdkfileid: 'S' } }, '', '语音', 'unsupported'],
    ['video', { video: { md5sum: 'a', filesize: 1, play_length: 2, sdkfileid: 'S' } }, '', '视频', 'unsupported'],
    ['voiptext', { info: { callduration: 9, invitetype: 2 } }, '', '音视频通话', 'unsupported'],
    [
      'meeting_voice_call',
      { voiceid: 'v', meeting_voice_call: { endtime: 1, sdkfileid: 'S', demofiledata: [{ filename: '演示.docx' }] } },
      '演示.docx',
      '语音会议',
      'unsupported',
    ],
    [
      'docmsg',
      { doc: { title: '台账', link_url: 'https://doc.cn/1' } },
      '台账\nhttps://doc.cn/1',
      '在线文档',
      'restricted',
    ],
    ['sphfeed', { sphfeed: { feed_type: 4, sph_name: '号', feed_desc: '说' } }, '号\n说', '视频号内容', 'restricted'],
    ['qydiskfile', { info: { filename: '盘.xlsx' } }, '', '盘.xlsx', 'restricted'],
    ['solitaire', { solitaire: { title: '接龙' } }, '', '未能识别的消息类型（solitaire）', 'restricted'],
    ['text', { text: { other: 1 } }, '', '未能识别的消息类型（text）', 'restricted'],
  ] as const)('%s is a post with an explicit gap', ([msgtype, fields, body, name, why]) => {
    const one = post({ msgtype, ...fields });
    const [file] = one.files;
    expect({ body: one.body, file, key: readFileId(file?.id ?? '') }).toEqual({
      body,
      file: { id: `wecom:${why}/m1/0`, name, size: 0, media: 'file', from: 'body' },
      key: { kind: 'gap', why },
    });
  });

  test('mixed is one post of all its parts', () => {
    const item = [inner('text', { content: '看图' }), inner('image', media), inner('text', { content: '谢谢' })];
    const { body, files } = post({ msgtype: 'mixed', mixed: { item } });
    expect({ body, files: files.map(({ id, from }) => [id, from]) }).toEqual({
      body: '看图\n谢谢',
      files: [[fileId, 'body']],
    });
  });

  test('a forwarded bundle is flattened, a bundle inside it is deeper, and what cannot be read stays a gap', () => {
    const item = [
      inner('ChatRecordText', { content: '甲' }),
      inner('ChatRecordFile', { ...media, filename: '乙.pdf' }),
      inner('ChatRecordVoice', {}),
      inner('chatrecord', { title: '内层', item: [inner('ChatRecordText', { content: '丙' })] }),
      inner('ChatRecordMixed', { item: [inner('text', { content: '丁' }), inner('image', media)] }),
      { type: 'ChatRecordText', content: 'no JSON' },
    ];
    const { body, forwarded, files } = post({ msgtype: 'chatrecord', chatrecord: { title: '群聊', item } });
    expect({ body, forwarded, files: files.map(({ id, name, from }) => [id, name, from]) }).toEqual({
      body: '',
      forwarded: [
        { text: '甲', depth: 1 },
        { text: '丙', depth: 2 },
        { text: '丁', depth: 1 },
      ],
      files: [
        [fileId, '乙.pdf', 'forward'],
        ['wecom:unsupported/m1/f2/0', '语音', 'forward'],
        [fileId, '图片.jpg', 'forward'],
        ['wecom:restricted/m1/f5/0', '未能识别的消息类型（text）', 'forward'],
      ],
    });
  });

  test('bundles nested without end end in a gap', () => {
    const nest = (depth: number): object =>
      depth === 0 ? inner('ChatRecordText', { content: '底' }) : inner('chatrecord', { item: [nest(depth - 1)] });
    const { forwarded, files } = post({ msgtype: 'chatrecord', chatrecord: { item: [nest(12)] } });
    expect({ forwarded, files: files.map(({ name }) => name) }).toEqual({ forwarded: [], files: ['转发记录层数过多'] });
  });

  test('a recall is a withdrawal by whoever recalled', () => {
    expect(inbound({ action: 'recall', msgtype: 'revoke', revoke: { pre_msgid: 'm0' } })).toEqual({
      kind: 'withdrawn',
      key: 'wecom:archive:m1',
      at: common.msgtime,
      group: 'wecom:wr1',
      post: 'wecom:m0',
      by: 'wecom:zhangsan',
    });
  });

  test.for(['agree', 'disagree'])('%s changes the members a group may be read of', (msgtype) => {
    expect(inbound({ msgtype, [msgtype]: { userid: 'wm1' } })).toMatchObject({
      kind: 'group-changed',
      group: 'wecom:wr1',
      what: 'members',
    });
  });

  test.for([
    ['the switch of a member’s corporation', { action: 'switch', roomid: '', time: 1, user: 'x' }],
    ['a message between two people', { roomid: '', msgtype: 'text', text: { content: '私' } }],
    ['a recall of nothing', { action: 'recall', msgtype: 'revoke', revoke: {} }],
  ])('%s brings nothing', ([, fields]) => {
    expect(inbound(typeof fields === 'object' ? fields : {})).toBe(null);
  });
});

describe('a record', () => {
  test('with raw control characters in its text is read', () => {
    const record = parseRecord('{"msgid":"m","action":"send","msgtype":"text","text":{"content":"上\n\u0012下"}}');
    expect(record).toMatchObject({ msgid: 'm', text: { content: '上  下' } });
  });

  test.for(['', 'null', '[]', '{"msgid":"m"}', '{"msgid":"","action":"send"}', '{"msgid":"m","action":"other"}', '{'])(
    'that reads %j is none',
    (text) => {
      expect(parseRecord(text)).toBe(null);
    },
  );

  test('of consent says whose', () => {
    const record = parseRecord(JSON.stringify({ ...common, msgtype: 'disagree', disagree: { userid: 'wm1' } }));
    expect(record && consentOf(record)).toEqual({ userid: 'wm1', agrees: false });
  });

  test.for(['wecom:other/x', 'sandbox:media/ab/1/x', 'wecom:media/ab/x'])('%s is no file of this door', (id) => {
    expect(readFileId(id)).toBe(null);
  });
});
