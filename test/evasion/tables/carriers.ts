import type { GroupKind } from '../row.ts';

/** What people say when they pass a marked paper on. {M}: the mark as it stands there; {N}: the paper by its mark. */
export interface Carrier {
  readonly text: string;
  readonly kind: GroupKind;
  readonly context?: string;
}

export const carriers: readonly Carrier[] = [
  { kind: '机关科室', text: '{time}收到{N}，首页我拍了，见图。' },
  { kind: '乡镇政府', text: '{who}，{topic}那份左上角标着{M}，原文我一页页拍下来了，往下看' },
  { kind: '机关科室', text: '关于{topic}的{N}，扫描件在附件里，各科室自己下载' },
  { kind: '企业部门', text: '甲方{time}给的图纸盖着{M}的章，我转发一下，大家照着做' },
  { kind: '高校院系', text: '各位老师，{topic}的{N}全文如下，请传达到教研室：一、总体要求……' },
  { kind: '医院', text: '{who}让我把这份印着{M}的{topic}方案发群里，拍得有点糊，凑合看吧' },
  { kind: '乡镇政府', text: '俺把{N}照下来了哈，{topic}的，字小自己放大瞅', context: '{who}：谁手上有上头那个件？' },
  { kind: '机关科室', text: '首页标着{M}，一共七页，{topic}的，先发前三页' },
  { kind: '企业部门', text: '@{who} {topic}那个{N}我传群文件了，看完记得删' },
  { kind: '学校家长', text: '我爱人单位的{N}，说的就是{topic}，图在下面，别说是我发的' },
  { kind: '机关科室', text: '转发：{N}，{topic}相关，{time}下发的，先学起来' },
  { kind: '乡镇政府', text: '村里要传达{topic}，没多印，我把{N}原件拍了九张，大家对着念' },
  { kind: '高校院系', text: '{topic}的材料，封面有{M}字样，PDF 已经扫好，见附件' },
  { kind: '医院', text: '院办{time}发的{N}，{who}没带手机，我替他发群里，原图' },
  {
    kind: '机关科室',
    text: '好的马上。{N}，{topic}，共5页，图片依次发',
    context: '{who}：把那个件发群里，我在外面看不到',
  },
  { kind: '企业部门', text: '投标前先看看人家的{N}，{topic}的底都在里头，照片两张' },
  { kind: '机关科室', text: '这页右上角写的是{M}，{topic}的数字都在表里，拍给大家参考' },
  { kind: '乡镇政府', text: '大家注意保管，不要外泄：{N}，{topic}，全文见下图' },
  { kind: '学校家长', text: '家长们，我从教育局朋友那儿弄到{N}，{topic}的安排原文都有，图片自取' },
  { kind: '机关科室', text: '{topic}工作安排（{M}）原文：一、时间；二、责任分工；三、纪律要求。收到请回复' },
  { kind: '高校院系', text: '学院刚从保密室借出来的{N}，{time}要还，我先拍了存群里' },
  { kind: '企业部门', text: '{topic}方案定稿，页眉带{M}，我截了屏发上来，做 PPT 直接贴' },
  { kind: '医院', text: '{who}值班没法来取，我把{N}拍照发你，也顺手发群里了' },
  { kind: '机关科室', text: '传真机坏了，{N}我用手机扫的，{topic}那块在第二页，速看' },
  { kind: '乡镇政府', text: '{topic}这个件盖的{M}，县里就给了一份，我发群里省得大家跑腿' },
  { kind: '机关科室', text: '{time}传达的那份{N}，会上不让记，我回来凭记忆打了一遍，全文：' },
  { kind: '企业部门', text: '总部文件头上印着{M}，{topic}降价幅度在第4条，原文贴这儿' },
  { kind: '学校家长', text: '{who}家里有人在里面上班，{topic}的{N}照片传出来了，我转一下' },
  { kind: '高校院系', text: '同学们，{topic}要用到这份{N}，复印件在我这，扫描版发群里' },
  { kind: '医院', text: '大家对一下{topic}的名额，依据是这份{N}，第3页拍了' },
  { kind: '机关科室', text: '{N} {topic} 图1图2图3' },
  { kind: '乡镇政府', text: '书记要的{N}，拍好了' },
  { kind: '机关科室', text: '附件是{N}，关于{topic}，{who}审过了，直接转各股室' },
  { kind: '企业部门', text: '客户不放心，我把盖{M}章的{topic}合同首页拍给他了，也发这里留个底' },
  { kind: '机关科室', text: '{who}问{topic}依据哪条，看图，标{M}的那页，画红线的就是' },
  { kind: '乡镇政府', text: '哎呀我也看不懂，标的是{M}，{topic}，你们谁懂，整份照片发上来了' },
  {
    kind: '机关科室',
    text: '就是这个，{M}的，全文我用识别软件转成字了，粘在下面',
    context: '{who}：{topic}到底怎么说的？',
  },
  { kind: '高校院系', text: '{topic}评审意见附后，每页都有{M}水印，请勿打印，线上看就行，文件已上传' },
  { kind: '医院', text: '把{N}丢网盘了，链接发群里，{topic}组的今晚看完' },
  { kind: '机关科室', text: '兄弟单位传过来的{N}，{time}刚拍，{topic}比我们细，参考着写' },
  { kind: '企业部门', text: '财务{time}下的{N}，{topic}卡得很死，原样发给大家' },
  { kind: '学校家长', text: '群主看下，这是不是{topic}的正式稿？上面写着{M}，我拍了两页' },
  { kind: '乡镇政府', text: '网格员都在吧，{N}原文转给你们，照{topic}那一段执行' },
  { kind: '机关科室', text: '不方便寄，{N}拍成照片发这个群，{topic}，请各单位看后反馈' },
];

/** A page as a machine read it: {M} is the mark. */
export const pages: readonly Carrier[] = [
  {
    kind: '机关科室',
    text: '000123\n{M}\n特急\n样张市人民政府文件\n关于{topic}的通知\n各县区：\n现将有关事项通知如下',
  },
  { kind: '乡镇政府', text: '识别结果：\n份号 000047\n{M}\n样张县委办公室\n签发人：{who}\n关于{topic}有关情况的报告' },
  { kind: '高校院系', text: '（扫描转文字）{M} 样张大学党政办 关于{topic}的请示 主送 教育厅 一、基本情况' },
  { kind: '医院', text: '图片转文字如下：{M}\n样张医院 {topic}方案\n一、目标\n二、步骤\n会后收回' },
  { kind: '企业部门', text: '{M}\n样张集团有限公司\n{topic}报告\n第一章 现状\n第二章 报价测算' },
  { kind: '机关科室', text: '拍的有点斜，识别出来是这样：{M} 紧急程度 加急 样张局 {topic}情况专报 第8期' },
  { kind: '机关科室', text: '000009  {M}\n样张办发〔2026〕3号\n{topic}工作会议纪要\n出席：略\n抄送：各有关单位' },
  { kind: '乡镇政府', text: '{who}你要的字给你弄出来了\n{M}\n样张镇{topic}实施方案\n（一）组织领导\n（二）时间安排' },
  { kind: '机关科室', text: '全能扫描结果 第1页\n{M}\n样张指挥部\n命令\n{topic}\n即日执行' },
  { kind: '企业部门', text: '样张研究所\n{M}\n{topic}技术总结\n编号 2026-017\n共 12 页 第 1 页' },
];
