# The self-evaluation: its tables, its findings' details, its report.

# Tables and sheets
evaluation-sheet-documents = 资金文件表
evaluation-sheet-uses = 资金用途表
evaluation-sheet-projects = 项目台账
evaluation-sheet-indicators = 绩效指标表
evaluation-sheet-people = 名单
evaluation-list-trainees = 培训人员名单
evaluation-list-relocated = 避险解困搬迁人员名单
evaluation-list-lifted = 脱贫人员名单

# Cells
evaluation-blank = （空）
evaluation-why-blank = 没有填写
evaluation-why-no-number = 不是数
evaluation-why-negative = 是负数
evaluation-why-fraction = 不是整分，金额要精确到分
evaluation-why-too-large = 太大
evaluation-why-error = 公式出错
evaluation-why-unsaved = 公式的结果没有保存；用 Excel 或 WPS 打开后重新保存
evaluation-why-date = 单元格是日期格式
evaluation-why-no-count = 不是整数
evaluation-why-unknown-word = 认不出的说法；可以写：{ $known }
evaluation-hidden-sheet = 工作表是隐藏的
evaluation-no-heading = 没有认得的表头
evaluation-lacks-columns = 像是{ $sheet }，缺少列：{ $missing }
evaluation-nearest = ，最接近「{ $document }」

# Projects
evaluation-number-missing = 项目「{ $project }」没有编号
evaluation-number-again = 编号 { $number } 在 { $place } 已经有了
evaluation-no-township = 没有写乡镇
evaluation-no-village = 没有写村
evaluation-strange-township = 的乡镇「{ $township }」不在花名册的乡镇里

# Units
evaluation-ten-thousand = { $sum } 万元
evaluation-people = { $people } 人

# Columns
evaluation-column-planned = 计划金额
evaluation-column-approved = 批复金额
evaluation-column-spent = 已支出
evaluation-column-paid = 已拨付
evaluation-column-unpaid = 未拨付
evaluation-column-rate = 执行率
evaluation-column-count = 项目个数
evaluation-column-completed = 已完工
evaluation-column-accepted = 已验收
evaluation-column-people = 人数
evaluation-column-document = 资金文号
evaluation-column-use = 用途
evaluation-column-township = 乡镇
evaluation-column-village = 村
evaluation-column-amount = 金额
evaluation-column-direct = 直补到人
evaluation-column-projects = 项目资金
evaluation-column-number = 项目编号
evaluation-column-project = 项目名称
evaluation-column-state = 状态
evaluation-column-reason = 未拨付原因
evaluation-column-class = 类别
evaluation-column-indicator = 指标
evaluation-column-target = 目标值
evaluation-column-stated = 填报值
evaluation-column-computed = 核算值
evaluation-column-verdict = 核对
evaluation-column-from = 依据
evaluation-column-list = 名单
evaluation-column-rows = 行数
evaluation-column-counted = 计入人数
evaluation-column-twice = 重复
evaluation-column-invalid = 号码有误
evaluation-column-strangers = 未登记或不符
evaluation-column-out-of-age = 年龄不符
evaluation-column-person = 人员（号码已遮盖）
evaluation-column-code = 代码
evaluation-column-finding = 问题
evaluation-column-fix = 办法
evaluation-column-item = 项目
evaluation-column-value = 数值
evaluation-column-unit = 单位
evaluation-column-place = 出处
evaluation-column-money = 金额（万元）

# Direct pay
evaluation-other-approved = 批准金额 { $sum }（zhibu.toml）
evaluation-other-documents = 资金文件里的直补资金合计 { $sum }
evaluation-other-paid = { $from } { $figure }
evaluation-what-documents-direct = 资金文件的直补资金合计
evaluation-what-use-planned = 用途表的直补计划
evaluation-what-use-spent = 用途表的直补支出
evaluation-what-use-people = 用途表的直补人数
evaluation-from-credited = 账本里银行已入账
evaluation-from-payable = 核发结果可发（不等于已到账）

# Indicators
evaluation-agrees = 相符
evaluation-differs = 不符
evaluation-not-proven = 未能证明
evaluation-as-given = 照填报
evaluation-from-workbook = 照填报，本程序不核算
evaluation-from-run-people = { $place }：可发放与本期已发
evaluation-from-ledger-credited = { $place }：银行已入账
evaluation-payable-only = { $from }，与填报相同；没有账本，不能证明已发到
evaluation-from-standard = { $place }：{ $at } ÷ { $people } 人按每人 { $standard } 元
evaluation-from-ledger = { $place }：{ $day } 前入账 { $time } ÷ 应发 { $people } 人
evaluation-no-run = 没有核发结果，无从证明（先运行 zhibu run）
evaluation-no-ledger = 没有账本，人数乘以标准不能证明已发到
evaluation-no-list = 没有给出名单，无从证明
evaluation-no-sheet = 没有{ $sheet }，无从证明
evaluation-of-nothing = 分母为零，无从核算

# People
evaluation-number-blank = 没有身份证号
evaluation-number-lost = 号码存成了数字，末几位已经丢失
evaluation-number-form = 不是 18 位或 15 位的身份证号
evaluation-number-birth = 号码里的出生日期不存在
evaluation-number-check = 校验码不符，多半有一位写错
evaluation-not-registered = 花名册里没有这个号码
evaluation-registered-removed = 花名册里已核减

# Known figures
evaluation-known-allocated = 到位资金
evaluation-known-planned = 计划安排
evaluation-known-spent = 已支出
evaluation-known-rate = 资金执行率
evaluation-known-projects = 项目总数
evaluation-known-unpaid-projects = 未拨付完的项目
evaluation-known-unpaid = 未拨付金额
evaluation-known-registered = 登记移民
evaluation-known-listed = 列入直补名册
evaluation-known-quota = 批准人数
evaluation-known-budget = 批准金额
evaluation-known-payable = 可发放
evaluation-known-held = 暂缓
evaluation-known-sent = 已送银行
evaluation-known-credited = 银行已入账

# The report
evaluation-title = { $county } { $period } 年度资金绩效自评核对表
evaluation-unit-line = 金额单位：万元。比例按分数精确计算，只在显示时四舍五入到两位小数。
evaluation-section-fund = 资金到位与执行
evaluation-section-documents = 资金文件
evaluation-section-uses = 资金用途
evaluation-section-chain = 直补资金：从登记到到账
evaluation-section-indicators = 绩效指标
evaluation-section-by-document = 项目执行：按资金文件
evaluation-section-by-use = 项目执行：按用途
evaluation-section-by-township = 项目执行：按乡镇
evaluation-section-unpaid = 未拨付的项目
evaluation-section-lists = 名单核对
evaluation-section-exceptions = 名单上要核对的人
evaluation-section-findings = 不一致与读不出的地方
evaluation-section-known = 数字出处
evaluation-tab-overview = 自评核对
evaluation-tab-execution = 资金执行
evaluation-tab-unpaid = 未拨付项目
evaluation-tab-lists = 名单核对
evaluation-tab-findings = 问题
evaluation-tab-known = 数字出处
evaluation-tab-indicators = 绩效指标
evaluation-tab-documents = 资金文件
evaluation-tab-uses = 资金用途
evaluation-tab-exceptions = 名单疑点
evaluation-column-title = 文件名称
evaluation-column-seen = 所见值
evaluation-column-key = 代号
evaluation-known-left = 未支出
evaluation-rate-of-fund = 已支出 ÷ 到位资金
evaluation-state-completed = 已完工
evaluation-state-ongoing = 在建
evaluation-state-not-begun = 未开工
evaluation-total = 合计
evaluation-part-practical = 其中：实用技术
evaluation-part-employment = 其中：就业技能
evaluation-nothing-found = 没有发现不一致。
evaluation-note-changed = 提示：核发之后 zhibu.toml 改动过；直补数字是改动之前的。
evaluation-note-no-run = 没有核发结果（{ $place }）：登记、直补的数字无从核对。先运行 zhibu run。
evaluation-note-no-ledger = 没有账本：送银行、到账的人数无从证明。
evaluation-note-standard = 应发核对：{ $people } 人 × { $standard } 元 = { $product } 元；核发结果 { $amount } 元，{ $same }。
evaluation-note-same = 相符
evaluation-note-apart = 相差 { $difference } 元（按标准发放的 { $at } 人）
evaluation-chain-in-time = 其中：截至 { $day } 已入账
evaluation-summary = 指标 { $all } 项：相符 { $agrees }，不符 { $differs }，未能证明 { $not_proven }，照填报 { $as_given }。
evaluation-findings-count = 问题 { $count } 处。

# Errors
evaluation-error-no-fund = 没有给出资金工作簿：zhibu.toml 的 [evaluation] fund = "fund.xlsx"，或 --fund 文件；zhibu new --fund 生成模板
evaluation-error-read = { $path }：无法读取：{ $why }
evaluation-error-unreadable = { $path }：{ $cause }；{ $fix }
evaluation-error-output-whole = { $path }：不是 zhibu 写出时的样子，不能作为依据；重新运行 zhibu run
evaluation-error-output-refused = { $path }：这次核发被拒绝，不能作为依据
evaluation-error-output-other = { $path }：是另一个县或另一期的核发结果
evaluation-error-output-part = { $path }：只写了一部分（--only），缺 { $file }；重新运行 zhibu run
evaluation-files = 文件：{ $path }
evaluation-template-title = 资金工作簿（绩效自评用）
evaluation-template-about = 填表说明
evaluation-template-unit = 单位：万元；写到分，不四舍五入
evaluation-template-lines = 
    资金文件：每份下达文件一行。金额 = 直补到人 + 项目资金。文号照文件写，例如 某财农指【2020】1号。
    资金用途：每个用途一行。各用途计划合计应等于各文件金额合计。直补的用途名称里要有“直补”两个字。
    项目台账：每个项目一行，编号不能重复。用途和文号从下拉列表里选。拨付少于批复的，写明未拨付原因。
    状态：已完工、在建、未开工。验收：合格、整改后合格、不合格、未验收。
    绩效指标：每项指标一行，目标值和完成值照填报的写，程序另行核算，不改你填的数。
    金额单位写在表头括号里；改成（元）也可以，程序按表头的单位读。
    培训、搬迁、脱贫人员名单另外成册，在 zhibu.toml 的 [evaluation] 里写上路径。
    填好后运行 zhibu evaluate -p 项目文件夹。
evaluation-demo-score = 自评：埋下 { $planted } 处，找到 { $found } 处
evaluation-demo-missed = 漏掉：
evaluation-demo-more = 多出：
evaluation-template-there = { $path }：已经有了，没有改动
