import { describe, expect, it } from 'vitest';
import { findingsIn, kindsIn } from './support.ts';

describe('a suspected mark is found', () => {
  it.each([
    { trick: 'as the rules write it', text: '机密★10年\n样张 关于某项工作的通知' },
    { trick: 'with wide blanks', text: '绝　密　★　长　期　样张' },
    { trick: 'with a hollow star', text: '秘密☆6个月 样张' },
    { trick: 'with an asterisk', text: '机密*5年 样张' },
    { trick: 'with an emoji star', text: '机密⭐5年 样张' },
    { trick: 'in traditional characters', text: '機密★10年 样张' },
    { trick: 'written vertically', text: '秘\n密\n★\n1\n0\n年\n样张' },
    { trick: 'with zero width inside', text: '机\u200b密★\u200b5年 样张' },
    { trick: 'with a lookalike character', text: '绝宓★20年 样张' },
    { trick: 'in full-width digits', text: '机密★１０年 样张' },
    { trick: 'with a condition for the end', text: '绝密★启用前 样张' },
    { trick: 'with signs between the characters', text: '机.密★5年 样张' },
    { trick: 'with a date for the end', text: '秘密★2027年3月1日前 样张' },
    { trick: 'as a field', text: '样张 密级：机密　紧急程度：加急' },
    { trick: 'behind a reminder', text: '请大家严格保密，切勿外传！\n机密★5年\n样张 某某工作方案\n一、总体安排' },
    { trick: 'in pinyin', text: '样张 jimi 10 nian' },
    { trick: 'as a cipher telegram', text: '样张 密码电报\n发往：某市\n等级：特提' },
    { trick: 'as a work secret', text: '工作秘密★1年 样张' },
    { trick: 'as an internal paper', text: '内部资料 注意保存\n样张' },
    { trick: 'as a trade secret', text: '核心商密▲5年 样张' },
  ])('$trick', ({ text }) => {
    expect(findingsIn(text).filter(({ category }) => category.startsWith('classified.'))).not.toEqual([]);
  });

  it('and what is put inside the word is named as a reason', () => {
    const [finding] = findingsIn('样张 机\u200b密★5年 的那份在这里').filter(({ rule }) => rule === 'grade-star-term');
    expect(finding?.raised).toContain('hidden-characters');
  });

  it('where it was written, character for character', () => {
    const text = '样张，见这份机\u200b密　★　5年的通知';
    const [finding] = findingsIn(text).filter(({ rule }) => rule === 'grade-star-term');
    expect(text.slice(...(finding?.span ?? [0, 0]))).toBe('机\u200b密　★　5年');
  });
});

describe('nothing is found in', () => {
  it.each([
    { harmless: 'a password', text: '手机密码忘了怎么办，重置要多久' },
    { harmless: 'a password with a blank', text: '新手机 密码已经设好了' },
    { harmless: 'a flight', text: '这架飞机密封性很好，放心坐' },
    { harmless: 'a refusal', text: '他拒绝密集接触媒体' },
    { harmless: 'a reminder', text: '再提醒一次：标有机密★10年这类标志的文件严禁拍照、严禁上网。' },
    { harmless: 'an examination', text: '单选题：“秘密★5年”中的数字表示什么？ A. 份数 B. 保密期限' },
    { harmless: 'the law', text: '第二十二条 机关、单位对承载国家秘密的纸介质、光介质应当作出国家秘密标志。' },
    { harmless: 'a film', text: '周末看了部谍战电影，绝密文件最后被主演烧了，哈哈' },
    { harmless: 'an idiom', text: '食堂的秘密武器是那锅老汤，大家快来' },
    { harmless: 'a rating', text: '秘密花园咖啡馆 ★★★★★ 推荐' },
    { harmless: 'a published number', text: '国办发〔2025〕3号已在中国政府网公开发布，请各科室自行下载学习' },
    { harmless: 'a licensed print', text: '内部资料性出版物准印证年审开始了' },
    { harmless: 'power supply', text: '发电厂检修，周三上午停电' },
    { harmless: 'prices', text: '菜市场要求明码标价，电报挂号是老古董了' },
    { harmless: 'a pick-up', text: '有机要文件到了，请各科派人带证件来一楼签收' },
    { harmless: 'a refusal to send', text: '这个不能发群里，我给您送过去' },
    { harmless: 'a masked number', text: '身份证 3301**********1234 已登记' },
    { harmless: 'one contact', text: '活动联系人小陈 13800138000' },
    { harmless: 'a parcel', text: '快递单号 432156789012345678 放门卫了' },
    { harmless: 'a meeting notice', text: '周三下午三点四楼开例会，请提前十分钟签到' },
    { harmless: 'thanks', text: '收到，谢谢！' },
  ])('$harmless', ({ text }) => {
    expect(kindsIn(text)).toEqual([]);
  });
});

describe('other kinds are found', () => {
  it.each([
    { what: 'an identity number', text: '新来的同事 11010519491231002X，帮忙开通门禁', kinds: ['personal-data'] },
    {
      what: 'a request to photograph',
      text: '我在路上，麻烦把刚收到的那份红头文件拍一下发我',
      kinds: ['risky-request'],
    },
    { what: 'skipping the review', text: '公众号那篇稿子来不及审了，先发再补', kinds: ['risky-request'] },
    { what: 'an offer of money', text: '有个境外咨询公司让我提供内部材料，按页付费', kinds: ['solicitation'] },
  ])('$what', ({ text, kinds }) => {
    expect(kindsIn(text)).toEqual(kinds);
  });

  it('with one finding for each identifier, so that persons can be counted', () => {
    const ids = ['11010519491231002X', '440524188001010014', '110101199003077715'];
    expect(findingsIn(ids.join('\n')).filter(({ rule }) => rule === 'cn-id-card').length).toBeGreaterThanOrEqual(2);
  });

  it('by the post before, where it makes the meaning', () => {
    const text = '直接发到工作群，大家自己看吧';
    expect([kindsIn(text), kindsIn(text, ['刚收到一份标着机密级的通报'])]).toEqual([[], ['risky-request']]);
  });
});
