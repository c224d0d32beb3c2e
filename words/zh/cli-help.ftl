# The help of the command line. Ids are made of the place: help-<command>,
# help-<command>-<argument>, help-example-<command>.

## The help's own words.

help-usage = 用法
help-usage-options = 选项
help-usage-command = 命令
help-commands = 命令
help-arguments = 参数
help-options = 选项
help-help = 显示帮助
help-version = 显示版本
help-command-help = 显示某个命令的帮助
help-choices = ({ $values })
help-choices-default = ({ $values }；默认 { $value })
help-default = （默认 { $value }）
help-example-heading = 例：

## A command line that is wrong.

help-wrong-no-value = { $argument } 后面要写值
help-wrong-value = { $argument } 不能是「{ $value }」
help-wrong-value-because = { $argument } 不能是「{ $value }」：{ $why }
help-wrong-argument = 没有 { $argument } 这个参数
help-wrong-command = 没有 { $command } 这个命令
help-wrong-together = { $argument } 不能与 { $other } 一起用
help-wrong-missing = 还缺：{ $arguments }
help-wrong-no-command = 还要写一个命令
help-wrong-number = 要写整数
help-wrong-range = 要在 { $range } 之内
help-wrong-choices = 可以是：{ $values }
help-wrong-nearest = 最接近的是 { $near }
help-wrong-more = 加 --help 看说明。

## Every command.

help-about = 移民直补：核对花名册，编制发放文件。
help-demo = 造一个虚构的参考县并试运行
help-new = 新建项目文件夹
help-inspect = 看看程序读懂了什么
help-run = 年度核发
help-changes = 人口变动核对
help-evaluate = 资金绩效自评核对
help-next = 生成下期名册
help-explain = 解释一条规则，或一个人的来龙去脉
help-verify = 复核输出文件夹
help-open = 打开加密封存的输出，或新做一把私钥
help-purge = 清除往期的个人信息，合计和哈希保留
help-sample = 抽取入户抽查的户，编制抽查表
help-pay = 发放：编制、审批、导出、回盘、重发、结清
help-pay-prepare = 用核发结果编制一个批次
help-pay-approve = 审批：另一个人填报人数和金额
help-pay-withdraw = 送银行之前撤下一笔或整批
help-pay-export = 写出送银行的文件
help-pay-return = 登记银行回盘
help-pay-reissue = 重发已证实没有发成的
help-pay-close = 结清：每一笔都有结果
help-pay-status = 各批次和各步的人数、金额
help-pay-simulate = 模拟银行回盘，供试用
help-ledger = 账本：登记签署人、查验
help-ledger-enrol = 登记一个签署人；第一个人建账
help-ledger-verify = 查验账本和导出的文件
help-bank = 银行文件格式
help-bank-list = 有哪些格式
help-bank-check = 一个文件是否符合格式
help-crosscheck = 各县结果互相比对
help-crosscheck-key = 生成各县共用的密钥
help-crosscheck-prepare = 写出本县的加密比对件，看不出是谁
help-crosscheck-resolve = 把发回的结果还原成本县的行
help-query = 用 SQL 查询核发结果

## Arguments that every command takes.

help-global-format = 结果的格式
help-global-lang = 语言；不写则界面随系统，文件随项目
help-global-threads = 线程数；不写则每核一个，输出一字不差
help-global-quiet = 只输出结果，不显示进度和提示

## Arguments that mean the same in several commands.

help-arg-project = 项目文件夹
help-arg-out = 输出文件夹；不写则为项目里的 out/<期>
help-arg-full = 身份证号和账号不遮掩
help-arg-by = 谁来做：登记过的姓名
help-arg-key = 密钥文件；没有则问口令，或用环境变量 ZHIBU_PASSPHRASE
help-arg-batch = 批次
help-arg-seal =
    加密封存成一个文件，只有收件人（age1…，或一行
    一个的文件）能打开；可写几次

## Arguments of one command.

help-demo-dir = 写到哪里
help-demo-seed = 随机种子：姓名、号码和错误的位置
help-demo-scale = 几倍的参考县
help-demo-clean = 不埋错误
help-demo-evaluation = 附上自评用的资金工作簿和名单，并核对一次
help-demo-years = 几年；2 则附上年名册、变动登记、外部名单和公示
help-demo-people = 造一个全国：多少登记人口，每县约一万
help-demo-parquet = 各县只写核发结果，不写表格文件
help-new-dir = 项目文件夹
help-new-fund = 写资金工作簿模板；不写文件名则为 fund.xlsx
help-new-example = 模板每张表写一行虚构的例子
help-evaluate-fund = 资金工作簿，可以写多个
help-evaluate-report = 写好的自评报告；没有项目文件夹时只核对它
help-evaluate-standard = 直补标准，每人每年多少元；不写则为项目规则里的
help-evaluate-ties = 列出报告里对得上的每一项
help-evaluate-out = 输出文件夹；不写则为项目里的 out/<期>-evaluation
help-evaluate-strict = 有问题时退出码为 1
help-inspect-files = 要看的文件
help-run-only = 只写一部分
help-run-strict = 有暂缓时退出码为 1
help-changes-out = 输出文件夹；不写则为项目里的 out/<期>-changes
help-next-out = 下期的项目文件夹；不写则为项目里的 next/<期>
help-explain-code = 规则代码，如 V004；不写则列出全部
help-explain-person = 一个人的身份证号或姓名
help-explain-project = 项目文件夹；不写则为当前文件夹
help-verify-out = 输出文件夹
help-purge-before = 在这一期开始之前就结束的
help-purge-yes = 执行；不写则只说明将清除什么
help-open-archive = 封存的文件，如 out/2020.tar.age
help-open-out = 打开到哪里；不写则去掉 .tar.age
help-open-identity = 私钥文件；可写几次
help-open-new-identity = 新做一把私钥写到这里，并印出收件人
help-pay-approve-people = 人数，由审批人自己填
help-pay-approve-amount = 金额（元），由审批人自己填
help-pay-withdraw-line = 第几笔，可写几次；不写则整批撤回
help-pay-withdraw-reason = 为什么
help-pay-export-out = 写到哪里；不写则为项目里的 pay/<批次>
help-pay-return-files = 银行发回的文件
help-pay-return-batch = 批次；文件名或内容已写明的不用
help-pay-status-batch = 批次；不写则全部
help-pay-status-all = 已到账的也列出
help-pay-simulate-seed = 随机种子：谁失败
help-pay-simulate-failed = 失败的，每万笔
help-pay-simulate-pending = 处理中的，每万笔
help-pay-simulate-unknown = 结果码不认识的，每万笔
help-ledger-enrol-name = 姓名
help-ledger-enrol-by = 已登记的人；第一个人不用
help-ledger-enrol-by-key = 那个人的密钥文件
help-ledger-enrol-key = 用这个密钥文件，不用口令
help-ledger-enrol-new-key = 新写一个密钥文件并使用它
help-bank-list-project = 项目文件夹，可有自己的格式
help-bank-check-profile = 格式的名称，或格式文件（.toml）
help-bank-check-file = 银行文件
help-bank-check-project = 项目文件夹，可有自己的格式
help-crosscheck-folders = 各县的输出文件夹，或一两层内含有它们的文件夹
help-sample-seed = 事先公布的种子；不写则为县名|期，只供试用
help-sample-townships = 抽几个乡镇
help-sample-households = 每个乡镇抽几户
help-sample-out = 写到哪个文件；不写则放在项目文件夹
help-crosscheck-out = 把合计和各项结果写成 CSV（号码完整）
help-crosscheck-strict = 有发现时退出码为 1
help-crosscheck-key-file = 要写的密钥文件
help-crosscheck-prepare-run = 本县的输出文件夹
help-crosscheck-prepare-key = 各县共用的密钥文件
help-crosscheck-prepare-out = 加密比对件的文件夹
help-crosscheck-resolve-file = 发回给本县的文件
help-crosscheck-resolve-run = 本县的输出文件夹
help-crosscheck-resolve-key = 各县共用的密钥文件
help-crosscheck-resolve-out = 把各行写成 CSV（号码完整）
help-query-sql = 一条只读的 SQL 语句；表：dispositions、findings、control、inputs
help-query-limit = 最多显示多少行，仅 text

## An example under each help.

help-example =
    zhibu demo
    zhibu new 岳阳县2020
    zhibu run -p 岳阳县2020
help-example-demo =
    zhibu demo /tmp/demo-county
    zhibu demo --years 2 /tmp/two-years
    zhibu demo --people 200000 --parquet /tmp/nation
help-example-new =
    zhibu new 岳阳县2020
    zhibu new --fund 岳阳县2020/fund.xlsx
help-example-evaluate =
    zhibu evaluate -p 岳阳县2020
    zhibu evaluate -p 岳阳县2020 --fund fund.xlsx -o /tmp/try
    zhibu evaluate --report 自评报告.docx
help-example-inspect = zhibu inspect roster/荣家湾镇.xlsx
help-example-run =
    zhibu run -p 岳阳县2020
    zhibu run -p 岳阳县2020 --only payout,exceptions -o /tmp/try
help-example-changes =
    zhibu changes -p 岳阳县2021
    zhibu changes -p 岳阳县2021 -o /tmp/try
help-example-next = zhibu next -p 岳阳县2020 -o 岳阳县2021
help-example-explain =
    zhibu explain V004
    zhibu explain --person 张三 -p 岳阳县2021
    zhibu explain --person 身份证号 -p 岳阳县2021
help-example-verify = zhibu verify 岳阳县2020/out/2020
help-example-purge =
    zhibu purge --before 2016 -p 岳阳县2020
    zhibu purge --before 2016 -p 岳阳县2020 --by 张三 --yes
help-example-open =
    zhibu open --new-identity 审计.key
    zhibu open 岳阳县2020/out/2020.tar.age --identity 审计.key
help-example-pay =
    zhibu ledger enrol 张三 -p 岳阳县2020
    zhibu ledger enrol 李四 -p 岳阳县2020 --by 张三
    zhibu pay prepare -p 岳阳县2020 --by 张三
    zhibu pay approve 2020-001 -p 岳阳县2020 --by 李四 --people 42198 --amount 25318800.00
    zhibu pay export 2020-001 -p 岳阳县2020 --by 张三
    zhibu pay return 回盘.csv -p 岳阳县2020 --by 张三
    zhibu pay status -p 岳阳县2020
help-example-pay-prepare = zhibu pay prepare -p 岳阳县2020 --by 张三
help-example-pay-approve = zhibu pay approve 2020-001 -p 岳阳县2020 --by 李四 --people 42198 --amount 25318800.00
help-example-pay-withdraw = zhibu pay withdraw 2020-001 --line 17 --reason 已死亡 -p 岳阳县2020 --by 张三
help-example-pay-export = zhibu pay export 2020-001 -p 岳阳县2020 --by 张三
help-example-pay-return = zhibu pay return 回盘/*.csv -p 岳阳县2020 --by 张三
help-example-pay-reissue =
    zhibu run -p 岳阳县2020
    zhibu pay reissue -p 岳阳县2020 --by 张三
help-example-pay-close = zhibu pay close 2020-001 -p 岳阳县2020 --by 张三
help-example-pay-status =
    zhibu pay status -p 岳阳县2020
    zhibu pay status 2020-001 -p 岳阳县2020
help-example-pay-simulate = zhibu pay simulate 2020-001 -p 岳阳县2020 --failed 200
help-example-ledger =
    zhibu ledger enrol 张三 -p 岳阳县2020
    zhibu ledger verify -p 岳阳县2020
help-example-ledger-enrol =
    zhibu ledger enrol 张三 -p 岳阳县2020
    zhibu ledger enrol 李四 -p 岳阳县2020 --by 张三
    zhibu ledger enrol 李四 -p 岳阳县2020 --by 张三 --new-key 李四.key
help-example-ledger-verify = zhibu ledger verify -p 岳阳县2020
help-example-bank =
    zhibu bank list
    zhibu bank check plain-csv 岳阳县2020/out/2020/payout/某银行/某镇.csv
help-example-bank-list =
    zhibu bank list
    zhibu bank list -p 岳阳县2020
help-example-bank-check =
    zhibu bank check icbc-bpt 2020-001-001.bpt
    zhibu bank check rules/banks/我行.toml 试发.txt
help-example-crosscheck =
    zhibu crosscheck 岳阳县2020/out/2020 平江县2020/out/2020
    zhibu crosscheck /data/counties -o /data/crosscheck
    zhibu crosscheck prepare 岳阳县2020/out/2020 --key 2020.key -o 岳阳县-2020
help-example-crosscheck-key = zhibu crosscheck key 2020.key
help-example-crosscheck-prepare = zhibu crosscheck prepare 岳阳县2020/out/2020 --key 2020.key -o 岳阳县-2020
help-example-crosscheck-resolve =
    zhibu crosscheck resolve 岳阳县_2020.csv 岳阳县2020/out/2020 --key 2020.key
    zhibu crosscheck resolve 岳阳县_2020.csv 岳阳县2020/out/2020 --key 2020.key -o found
help-example-query =
    zhibu query -p 岳阳县2020 "SELECT township, sum(amount) AS yuan FROM dispositions WHERE disposition = 'paid' GROUP BY township"
    zhibu query --out 岳阳县2020/out/2020 "SHOW TABLES"
    zhibu query -p 岳阳县2020 "DESCRIBE findings"
help-example-sample =
    zhibu sample -p 岳阳县2020 --seed '双色球 2021-01-12 03 11 17 20 28 31 + 09'
    zhibu sample -p 岳阳县2020 --seed 20210112 --townships 5 --households 10 -o 抽查.xlsx
