import type { Carrier } from './carriers.ts';

/** The mark is cut off or covered, and the post says so. */
export const cutOff: readonly Carrier[] = [
  { kind: '机关科室', text: '{topic}那份发上来了，右上角那两个字我盖住了，放心看' },
  { kind: '乡镇政府', text: '红头和密级我裁掉了，剩下{topic}的正文四张图，大家凑合看' },
  { kind: '企业部门', text: '原文见图，左上角带星的那行打了马赛克，{topic}看第二段就行' },
  { kind: '医院', text: '{who}说不能露密级，我拍的时候拿笔压着的，{topic}内容都在' },
  { kind: '高校院系', text: '{topic}的文件我截掉了页眉上标密的那一条，正文全在这儿' },
  { kind: '机关科室', text: '把定密那行字P掉再发的，没事，{topic}部分一字没动，见附件' },
  { kind: '学校家长', text: '家里人单位的东西，{topic}，保密字样的那块我撕了，图发你们' },
  { kind: '机关科室', text: '份号和带星的标识都抹了，{topic}全文，{time}刚扫的' },
  { kind: '乡镇政府', text: '上头那个密字用手挡住了，{topic}的数你们照抄' },
  { kind: '企业部门', text: '水印里的商密两个字我用软件去掉了，{topic}报价表原件发群里' },
  { kind: '医院', text: '封面没拍，封面有密级，从第2页起，{topic}，共8张' },
  { kind: '高校院系', text: '扫描时特意避开了左上角的密级，{topic}评审稿见附件' },
];

/** The mark is told of instead of written. */
export const toldOf: readonly Carrier[] = [
  { kind: '机关科室', text: '{topic}那份，密级三档里最高那一档的，照片发了' },
  { kind: '乡镇政府', text: '就那种左上角两个字、后头跟颗五角星再跟年限的件，{topic}，拍给你们看' },
  { kind: '企业部门', text: '客户那边定了密的{topic}资料，中间那个等级，我扫好放群文件了' },
  { kind: '医院', text: '{topic}的红头，带星带年头的那种，{who}让发，原图三张' },
  { kind: '高校院系', text: '{time}从机要室取的那份{topic}，标着保密期限，我全文打出来了，见下' },
  { kind: '机关科室', text: '上面印着“绝”字头的那个，{topic}，图一图二' },
  { kind: '学校家长', text: '我爸带回来的文件，写着二十年不许公开那种，讲{topic}的，拍了发你们' },
  { kind: '机关科室', text: '要走机要渠道的那份{topic}电报，太慢了，我直接拍照发群' },
  { kind: '乡镇政府', text: '有编号、要签字领、看完得交回去的那个{topic}文件，整本拍了' },
  { kind: '企业部门', text: '总部定了三角标的{topic}文件（就是商密那种），转给各位参考' },
  { kind: '医院', text: '保密柜里那份{topic}，定过密的，我给大家念第一段：经研究决定' },
  { kind: '机关科室', text: '这件是加了密级的，等级我就不打了，{topic}全文粘贴如下：' },
];
