/** Words a mark is made of. `paper` is what a noun needs behind it to be a thing one can send. */
export interface MarkWord {
  readonly word: string;
  readonly paper: string;
  /** A grade of state secrets: with a star and a term it is a mark in clear, and the row has to say 样张. */
  readonly isGrade: boolean;
}

const grades: readonly MarkWord[] = [
  { word: '机密', paper: '文件', isGrade: true },
  { word: '绝密', paper: '材料', isGrade: true },
  { word: '秘密', paper: '级文件', isGrade: true },
  { word: '机密', paper: '级通知', isGrade: true },
  { word: '绝密', paper: '件', isGrade: true },
];

const otherMarks: readonly MarkWord[] = [
  { word: '内部资料', paper: '', isGrade: false },
  { word: '内部文件', paper: '', isGrade: false },
  { word: '密码电报', paper: '', isGrade: false },
  { word: '工作秘密', paper: '材料', isGrade: false },
  { word: '核心商密', paper: '文件', isGrade: false },
  { word: '不得外传', paper: '的那份材料', isGrade: false },
  { word: '仅供内部', paper: '的稿子', isGrade: false },
  { word: '密级文件', paper: '', isGrade: false },
];

/** Weighted as clerks meet them: the grades are half of all. */
export const words: readonly MarkWord[] = [...grades, ...grades, ...otherMarks];

export const topics: readonly string[] = [
  '防汛调度',
  '征迁补偿',
  '干部考察',
  '会议接待',
  '专项整治',
  '信访摸排',
  '年度招生',
  '设备采购',
  '人员调整',
  '安全检查',
  '经费安排',
  '应急演练',
  '物资储备',
  '巡察反馈',
  '线路改造',
  '水库除险',
  '园区规划',
  '药品遴选',
  '教师评聘',
  '换届工作',
  '粮食收储',
  '机房搬迁',
];

export const whos: readonly string[] = [
  '王科',
  '老李',
  '小赵',
  '刘主任',
  '陈姐',
  '张工',
  '孙书记',
  '周处',
  '吴老师',
  '郑院长',
  '马站长',
  '何会计',
];
export const times: readonly string[] = [
  '刚才',
  '今早',
  '昨晚',
  '上午十点',
  '下班前',
  '中午',
  '周五',
  '前天',
  '开完会',
  '三点多',
  '一上班',
  '饭后',
];
