import * as z from 'zod';
import { says, unread, type Part } from '#gateway/wecom/archive/part.ts';
import { parseLoose, partOf, type ArchiveRecord } from '#gateway/wecom/archive/record.ts';

/** Bundles inside bundles are followed so far. */
const deepest = 8;

const text = z.string().catch('');
const count = z.number().catch(0);
const Media = z.object({ sdkfileid: z.string().min(1), md5sum: text, filesize: count, imagesize: count });

interface Kind {
  /** Where the record keeps its part; the type's own name where absent. */
  readonly under?: string;
  readonly read: (part: unknown, depth: number) => Part | null;
}

/** A type whose fields are words; a field that is missing is empty. */
function words<T extends z.ZodRawShape>(shape: T, read: (part: z.infer<z.ZodObject<T>>) => Part): Kind['read'] {
  const schema = z.object(shape);
  return (part) => {
    const parsed = schema.safeParse(part);
    return parsed.success ? read(parsed.data) : null;
  };
}

function picture(name: string): Kind['read'] {
  return (part) => {
    const media = Media.safeParse(part);
    if (!media.success) return null;
    const { sdkfileid: handle, md5sum: md5, filesize, imagesize } = media.data;
    return { ...says(), files: [{ kind: 'media', media: 'picture', name, handle, md5, size: filesize || imagesize }] };
  };
}

const File = Media.extend({ filename: text, fileext: text });
function file(part: unknown): Part | null {
  const parsed = File.safeParse(part);
  if (!parsed.success) return null;
  const { sdkfileid: handle, md5sum: md5, filesize: size, filename, fileext } = parsed.data;
  const name = filename || (fileext ? `文件.${fileext}` : '文件');
  return { ...says(), files: [{ kind: 'media', media: 'file', name, handle, md5, size }] };
}

const Item = z.object({ type: z.string(), content: z.unknown() });
const Items = z.object({ item: z.array(Item) });

/** What stands beside each other in one message. */
function mixed(part: unknown, depth: number): Part | null {
  const items = Items.safeParse(part);
  if (!items.success) return null;
  const parts = items.data.item.map((item) => innerPart(item.type, item.content, depth));
  return {
    text: says(...parts.map((one) => one.text)).text,
    files: parts.flatMap((one) => one.files),
    bundle: parts.flatMap((one) => one.bundle),
  };
}

function bundle(part: unknown, depth: number): Part | null {
  const items = Items.safeParse(part);
  if (!items.success) return null;
  if (depth >= deepest) return unread('转发记录层数过多', 'unsupported');
  return {
    ...says(),
    bundle: items.data.item.map((item) => innerPart(typeInBundle(item.type), item.content, depth + 1)),
  };
}

/** `ChatRecordText` in a bundle is what `text` is outside. */
function typeInBundle(type: string): string {
  const inner = type.replace(/^ChatRecord/, '').toLowerCase();
  return inner === '' ? 'chatrecord' : inner;
}

/** Inside another record the content is JSON in a string. */
function innerPart(type: string, content: unknown, depth: number): Part {
  const part = typeof content === 'string' ? parseLoose(content) : content;
  return kinds[type]?.read(part, depth) ?? unknownPart(type);
}

function unknownPart(type: string): Part {
  return unread(`未能识别的消息类型（${type.replace(/\W/g, '').slice(0, 40)}）`, 'restricted');
}

const article = z.object({ title: text, description: text, url: text });
const options = z.array(z.string()).catch([]);

/** What each type of message becomes. Voices, films and calls are explicit gaps, and so is what the archive only names. */
const kinds: Readonly<Record<string, Kind>> = {
  text: { read: words({ content: z.string() }, (part) => says(part.content)) },
  markdown: { under: 'info', read: words({ content: z.string() }, (part) => says(part.content)) },
  image: { read: picture('图片.jpg') },
  emotion: { read: picture('表情.png') },
  file: { read: file },
  voice: { read: () => unread('语音', 'unsupported') },
  video: { read: () => unread('视频', 'unsupported') },
  link: {
    read: words({ title: text, description: text, link_url: text }, (part) =>
      says(part.title, part.description, part.link_url),
    ),
  },
  news: {
    under: 'info',
    read: words({ item: z.array(article) }, (part) =>
      says(...part.item.flatMap((one) => [one.title, one.description, one.url])),
    ),
  },
  card: { read: words({ corpname: text }, (part) => says('名片', part.corpname)) },
  location: { read: words({ title: text, address: text }, (part) => says(part.title, part.address)) },
  weapp: {
    read: words({ title: text, description: text, displayname: text }, (part) =>
      says(part.title, part.description, part.displayname),
    ),
  },
  mixed: { read: mixed },
  chatrecord: { read: bundle },
  todo: { read: words({ title: text, content: text }, (part) => says(part.title, part.content)) },
  vote: { read: words({ votetitle: text, voteitem: options }, (part) => says(part.votetitle, ...part.voteitem)) },
  collect: {
    read: words({ title: text, details: z.array(z.object({ ques: text })).catch([]) }, (part) =>
      says(part.title, ...part.details.map((one) => one.ques)),
    ),
  },
  redpacket: { read: words({ wish: text }, (part) => says(part.wish)) },
  external_redpacket: { under: 'redpacket', read: words({ wish: text }, (part) => says(part.wish)) },
  meeting: {
    read: words({ topic: text, address: text, remarks: text }, (part) => says(part.topic, part.address, part.remarks)),
  },
  meeting_notification: { under: 'info', read: () => says() },
  calendar: {
    read: words({ title: text, place: text, remarks: text }, (part) => says(part.title, part.place, part.remarks)),
  },
  docmsg: {
    under: 'doc',
    read: words({ title: text, link_url: text }, (part) => unread('在线文档', 'restricted', part.title, part.link_url)),
  },
  meeting_voice_call: {
    read: words({ demofiledata: z.array(z.object({ filename: text })).catch([]) }, (part) =>
      unread('语音会议', 'unsupported', ...part.demofiledata.map((one) => one.filename)),
    ),
  },
  voip_doc_share: { read: file },
  voiptext: { under: 'info', read: () => unread('音视频通话', 'unsupported') },
  sphfeed: {
    read: words({ sph_name: text, feed_desc: text }, (part) =>
      unread('视频号内容', 'restricted', part.sph_name, part.feed_desc),
    ),
  },
  qydiskfile: {
    under: 'info',
    read: words({ filename: text }, (part) => unread(part.filename || '微盘文件', 'restricted')),
  },
};

/** What a record says; a type nobody has described and a part that is not as described are gaps, never silence. */
export function contentsOf(record: ArchiveRecord): Part {
  const kind = kinds[record.msgtype];
  return kind?.read(partOf(record, kind.under ?? record.msgtype), 0) ?? unknownPart(record.msgtype);
}
