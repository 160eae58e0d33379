/** Every msgtype of the archive's appendix: the key its body stands under, and a body with every field of the appendix. */
const media = { md5sum: '50de8e5ae8ffe4f1df7a93841f71993a', sdkfileid: 'FILEID' };
const inner = (value: object): string => JSON.stringify(value);

export const recordBodies = {
  text: { text: { content: '周四下午两点半开例会' } },
  image: { image: { ...media, filesize: 70961 } },
  revoke: { revoke: { pre_msgid: '14822339130656386894_1603875600' } },
  agree: { agree: { userid: 'wmGAgeDQAAvQ', agree_time: 1603875826656 } },
  disagree: { disagree: { userid: 'wmGAgeDQAAvQ', disagree_time: 1603875826656 } },
  voice: { voice: { ...media, voice_size: 6810, play_length: 10 } },
  video: { video: { ...media, filesize: 15169724, play_length: 108 } },
  card: { card: { corpname: '某单位', userid: 'wmGAgeDQAAHG' } },
  location: {
    location: { longitude: 116.586285899, latitude: 39.911125799, address: '某市某区某路', title: '办公楼', zoom: 15 },
  },
  emotion: { emotion: { ...media, type: 1, width: 290, height: 290, imagesize: 962604 } },
  file: { file: { ...media, filename: '资料.docx', fileext: 'docx', filesize: 18181 } },
  link: {
    link: {
      title: '通知',
      description: '点开查看',
      link_url: 'https://example.com/a',
      image_url: 'https://example.com/a.png',
    },
  },
  weapp: { weapp: { title: '填报', description: '请填报', username: 'xxx@app', displayname: '填报小程序' } },
  chatrecord: {
    chatrecord: {
      title: '群聊',
      item: [
        { type: 'ChatRecordText', msgtime: 1603875610, content: inner({ content: '第一条' }), from_chatroom: false },
        {
          type: 'chatrecord',
          msgtime: 1603875620,
          content: inner({
            title: '里面的聊天记录',
            item: [
              {
                type: 'ChatRecordText',
                msgtime: 1603875600,
                content: inner({ content: '第二条' }),
                from_chatroom: false,
              },
            ],
          }),
          from_chatroom: true,
        },
      ],
    },
  },
  todo: { todo: { title: '来自某群', content: '周五前交表' } },
  vote: { vote: { votetitle: '聚餐时间', voteitem: ['周三', '周四'], votetype: 101, voteid: '1603875610' } },
  collect: {
    collect: {
      room_name: '某群',
      creator: 'nick',
      create_time: '2019-12-11 11:21:22',
      title: '信息收集',
      details: [
        { id: 1, ques: '姓名', type: 'Text' },
        { id: 2, ques: '人数', type: 'Number' },
        { id: 3, ques: '日期', type: 'Date' },
        { id: 4, ques: '时间', type: 'Time' },
      ],
    },
  },
  redpacket: { redpacket: { type: 1, wish: '恭喜发财', totalcnt: 10, totalamount: 3000 } },
  external_redpacket: { redpacket: { type: 1, wish: '恭喜发财', totalcnt: 2, totalamount: 20 } },
  meeting: {
    meeting: {
      topic: '夕会',
      starttime: 1603877400,
      endtime: 1603881000,
      address: '三楼',
      remarks: '带笔',
      meetingtype: 102,
      meetingid: 1210342560,
      status: 1,
    },
  },
  meeting_notification: { info: { meeting_id: 1210342560, notification_type: 1 } },
  docmsg: {
    doc: { title: '值班表', doc_creator: 'test', link_url: 'https://doc.weixin.qq.com/txdoc/excel?docid=xxx' },
  },
  markdown: { info: { content: '请前往系统查看' } },
  news: {
    info: {
      item: [{ title: '标题', description: '说明', url: 'https://example.com/n', picurl: 'https://example.com/n.png' }],
    },
  },
  calendar: {
    calendar: {
      title: '复盘会',
      creatorname: 'test',
      attendeename: ['aaa', 'bbb'],
      starttime: 1603882800,
      endtime: 1603886400,
      place: '二楼',
      remarks: '准时',
    },
  },
  mixed: {
    mixed: {
      item: [
        { type: 'text', content: inner({ content: '你好\n' }) },
        { type: 'image', content: inner({ ...media, filesize: 13177 }) },
      ],
    },
  },
  meeting_voice_call: {
    voiceid: 'grb8a4c48a3c094a70982c518d55e40557',
    meeting_voice_call: {
      endtime: 1594197635,
      sdkfileid: 'FILEID',
      demofiledata: [
        { filename: '65eb1cdd.docx', demooperator: 'wo137MCgAAYW', starttime: 1594197599, endtime: 1594197609 },
      ],
      sharescreendata: [{ share: 'wo137MCgAAYW', starttime: 1594197624, endtime: 1594197624 }],
    },
  },
  voip_doc_share: {
    voipid: 'gr2751c98b19300571f8afb3b74514bd32',
    voip_doc_share: { ...media, filename: '欢迎使用.pdf', filesize: 4400654 },
  },
  sphfeed: { sphfeed: { feed_type: 4, sph_name: '某号', feed_desc: '风景' } },
  voiptext: { info: { callduration: 9, invitetype: 2 } },
  qydiskfile: { info: { filename: '台账.xlsx' } },
} as const;
