// Written by people: what stands for the characters of mark words. A line may be added for any character.

/** Characters that look like another at a glance or to a scanner. */
export const lookalikes: readonly (readonly [of: string, like: string])[] = [
  ['密', '宓蜜樒嘧谧泌蔤滵窑窖宻'],
  ['机', '杌朳朹枛肌矶玑'],
  ['绝', '绔绝绚绖绹艳'],
  ['秘', '泌毖铋柲苾'],
  ['级', '极汲圾岌笈'],
  ['内', '肉丙囚呐'],
  ['部', '剖陪倍郜邰'],
  ['资', '姿咨恣赀'],
  ['料', '科枓'],
  ['文', '丈纹汶攵'],
  ['件', '仵仹佧伡'],
  ['码', '玛妈犸'],
  ['电', '甩甴龟'],
  ['报', '抱极'],
  ['工', '土エ丄'],
  ['作', '怍昨做'],
  ['外', '处夘'],
  ['传', '抟伝转'],
  ['核', '刻劾咳孩'],
  ['心', '必忄'],
  ['商', '啇滴墒'],
  ['普', '晋谱'],
  ['通', '诵涌桶'],
  ['得', '淂锝'],
  ['不', '丕木'],
  ['涉', '陟'],
  ['使', '便'],
  ['用', '甩甪'],
];

/** Characters written as their parts. */
export const parts: readonly (readonly [of: string, ways: readonly string[]])[] = [
  ['密', ['宀必山', '宓山', '山宓', '宀必']],
  ['机', ['木几', '木九', '木儿']],
  ['绝', ['纟色', '糸色', '丝色', '幺色', '纟刀巴']],
  ['秘', ['禾必', '示必', '木必', '礻必']],
  ['级', ['纟及', '糸及', '丝及', '幺及']],
  ['内', ['冂人', '门人', '冂入']],
  ['部', ['立口阝', '咅阝', '音阝', '立口卩', '立口耳', '立口b']],
  ['资', ['次贝', '冫欠贝']],
  ['料', ['米斗', '米十']],
  ['文', ['亠乂', '丶一乂']],
  ['件', ['亻牛', '人牛', 'イ牛', '单人牛']],
  ['码', ['石马', '石馬']],
  ['电', ['日乚', '曰乚', '日乙']],
  ['报', ['扌卩又', '扌𠬝', '才又']],
  ['作', ['亻乍', '人乍', 'イ乍']],
  ['外', ['夕卜', '歹卜']],
  ['传', ['亻专', '人专', 'イ专']],
  ['核', ['木亥']],
  ['普', ['並日', '并日']],
  ['通', ['甬辶', '辶甬', '甬之', '之甬']],
  ['得', ['彳㝵', '彳日一寸', '彳旦寸']],
  ['涉', ['氵步', '水步', '三点水步']],
  ['使', ['亻吏', '人吏', 'イ吏']],
];

/** Pictures read as a sound or as a character. */
export const pictures: readonly (readonly [picture: string, reads: string])[] = [
  ['🐔', 'ji'],
  ['🐓', 'ji'],
  ['🐤', 'ji'],
  ['🐣', 'ji'],
  ['🐥', 'ji'],
  ['🍗', 'ji'],
  ['🐝', 'mi'],
  ['🍯', 'mi'],
  ['🍚', 'mi'],
  ['🌾', 'mi'],
  ['🐱', 'mi'],
  ['🔒', '密'],
  ['🔐', '密'],
  ['🔏', '密'],
  ['🗝', '密'],
  ['🔑', '密'],
  ['✈', '机'],
  ['🛩', '机'],
  ['📱', '机'],
  ['🤖', '机'],
  ['⚡', '电'],
  ['🔌', '电'],
  ['🔋', '电'],
  ['📰', '报'],
  ['📄', '文'],
  ['📃', '文'],
  ['📜', '文'],
  ['❤', '心'],
  ['♥', '心'],
  ['🐑', 'yang'],
  ['🐎', 'ma'],
  ['🐴', 'ma'],
  ['🚪', 'men'],
  ['🚢', 'chuan'],
  ['⛵', 'chuan'],
  ['🛥', 'chuan'],
];

/** Pictures that say by themselves that something is secret. */
export const secretPictures: readonly (readonly [picture: string, strength: number])[] = [
  ['㊙', 0.45],
  ['🈲', 0.25],
  ['🤫', 0.2],
];

/** Digits and signs that stand for a letter. */
export const leetLetters: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '@': 'a', $: 's', '!': 'i', '|': 'i' };

/** What people say while they hesitate. */
export const fillers = ['那个', '这个', '就是', '什么', '那啥', '…', '嗯', '呃', '额', '啊', '哦', '呢', '咳', '哎', '呵', '你懂的', '懂的', '怎么说', '反正', '来着'];
