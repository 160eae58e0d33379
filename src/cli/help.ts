/** What `zhouzhi --help` prints; Chinese first, since operators read it. */
export const helpText = `周知 zhouzhi：让工作群只发公开信息和周知性的一般信息
Keeps a work group to general notice information.

用法 Usage: zhouzhi <command> [options]

  start                      启动机器人、控制台与沙盒            run the bot, the console and the sandbox
  check [FILE...]            判定文件（或标准输入）会怎样处置      what would be decided, and why
        --posts              标准输入每行一条消息 JSON            one JSON post a line in, one verdict a line out
        --template NAME      机关|高校|企业|乡镇|医院|家校         which kind of unit (default 机关)
        --shipped            不用本单位在控制台发布的规则和策略      leave out what the unit has published
  extract FILE...            列出能从文件里读出的文字和读不了的部分  what can be read of files, and what can't
  rules test                 每条规则对照自带正反例，连同本单位的  every rule, the unit's own too, against its examples
        --shipped            不用本单位的                        the shipped ones only
  rules export [DIR]         导出本单位的规则和策略，YAML 原样      the unit's sheets as YAML files (default zhouzhi-rules)
        --all                连同草稿和试运行的                   drafts and those in shadow too
  rules import FILE...       停机后导入：规则先试运行，模板为草稿    into a stopped house: rules to shadow, templates as drafts
        --why TEXT           为何这样改，记入台账                 the reason that is kept
  eval FILE...               在带标注的消息上给出检测成绩         figures of detection on labelled posts or a plain corpus
        --errors             列出判错的编号与原因                 ids of what was judged wrongly, and why
  eval --pictures DIR        图片识别的准确率与开销               what is read of labelled pictures, and what it costs
        --prints             同时测图片指纹                      fingerprints too
        --every N            每 N 张取一张                       every n-th picture only
  bench detect [FILE...]     匹配与判定的速度                      figures of speed on this machine
  bench quiz                 间隔重复划不划算：模拟一年             does spacing pay: a simulated year
  train                      用 data/samples 重新训练分类模型      train the classifier from data/samples
        --unit               连同本单位的样本，训练本单位自己的模型    with the unit's own samples, for this installation
        --against FILE       样本不得与这份考卷雷同               refuse samples that resemble an examination
  fingerprint add FILE...    停机后登记内部文件的指纹，不存文字       register internal documents by keyed hashes
        --name N             单位自拟的名称（默认文件名）          the office's own label (default the file's name)
        --category C         类别（默认 classified.work-secret）   what it is (default classified.work-secret)
  fingerprint list           列出登记的文件和撤回过的内容          list what is known again
  fingerprint remove ID      停机后删除一个指纹                   remove one
  quiz lint                  检查题库：答案分布、法条、雷同            what is wrong with the item bank, and its figures
  quiz preview [ITEM]        按成员看到的样子显示一道题              an item and its answer page as members see them
        --answer LETTERS     按这个作答显示                      as answered so
        --member NAME        选项按该成员的顺序                   choices in the order this member sees
  audit verify               核对台账链                          walk the ledger's chain
        --head N:HASH        与已知末值核对，可发现截短或重建      find a shortened or rebuilt chain
  backup FILE                在线备份数据库                      copy the database while it runs
  purge CASE                 停机后销毁一个案件的全部留存           remove every trace of a case but the ledger
  unseal FILE --identity F   用本人私钥打开控制台交出的封存材料   open sealed evidence with one's own age identity
  wecom doctor               逐项检查企业微信的权限与配置        what works with the WeCom tenant, what is missing
        --to USERID          并给该成员发一张测试卡片            and send a test card to that member

  --json                     以 JSON 输出                        print JSON
  -h, --help                 本帮助                              this help
  -v, --version              版本                                version

退出码 Exit codes: 0 正常 all clear · 1 有不通过项 something is not · 2 用法或运行错误 an error
请勿把真实涉密或内部文件交给本程序试验。 Never try it on real classified or internal papers.
环境变量见 README。 The environment is described in README.md.`;
