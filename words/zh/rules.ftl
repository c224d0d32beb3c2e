# The rules' words: title, cause, fix and an example, by code. What stands in
# { $… } are a finding's details.

## I: files, sheets and their rows

I001 = 文件无法读取
    .cause = { $cause }
    .fix = { $fix }
    .example = 荣家湾镇.xls 其实是网页导出的 HTML

I002 = 文件解压后过大
    .cause = { $cause }
    .fix = { $fix }
    .example = 几 KB 的 xlsx 解压后超过 1 GB

I003 = 找不到表头
    .cause = 表中有数据，但没有一行像表头；最接近的是第 { $row } 行：{ $texts }
    .fix = 补上表头（至少要有：{ $required }），或删除这张表
    .example = 第一行直接就是「张三」，没有「姓名」「身份证号」

I004 = 缺少必需的列
    .cause = 没有「{ $field }」列；表头有：{ $headings }{ $nearest }
    .fix = 补上这一列，或把表头改成常用写法
    .example = 花名册没有「身份证号」列

I005 = 两列争一个字段
    .cause = 「{ $first }」和「{ $second }」都像「{ $field }」
    .fix = 只保留一列，或把另一列的表头改成别的名称
    .example = 同时有「身份证号」和「身份证号码」两列

I006 = 隐藏的表里有数据
    .cause = 隐藏的表有 { $rows } 行，{ $state }
    .fix = 取消隐藏或删除；确属旧表的，在 zhibu.toml 里用 [[acknowledge]] 逐张写明（at = "{ $at }"），写明后该表不读
    .example = 工作簿里藏着「旧表」

I007 = 有隐藏或筛选掉的行
    .cause = { $count } 行数据被隐藏或筛选掉，已照常读入
    .fix = 确认这些行是否应当在册
    .example = 筛选后另存，40 行没有显示

I008 = 合计与上面的行不符
    .cause = 合计写的是 { $stated }，上面各行合起来是 { $actual }
    .fix = 核对是漏了行，还是合计没有更新
    .example = 合计 120 人，表里 119 人

I009 = 同一份文件出现两次
    .cause = 与 { $other } 内容完全相同
    .fix = 删掉多余的一份
    .example = 荣家湾镇.xlsx 和 荣家湾镇(1).xlsx

I010 = 非数据行
    .cause = { $kind } { $count } 行，不是数据
    .fix = 无需处理
    .example = 标题、表头、小计、签章、空行

I011 = 单元格是公式错误
    .cause = 「{ $field }」的公式出错，没有可用的值
    .fix = 改正公式，或直接填写值
    .example = VLOOKUP 找不到人，显示 #N/A

I012 = 公式没有保存结果
    .cause = 「{ $field }」是公式，文件里没有它的结果
    .fix = 用 Excel/WPS 打开，重新计算后保存，或粘贴为数值
    .example = 由程序生成、从未打开过的工作簿

I013 = 合并单元格已向下填充
    .cause = 「{ $field }」在 { $count } 行上合并，已按首格的值填到每一行
    .fix = 确认这几行的「{ $field }」相同；最好取消合并、逐行填写
    .example = 一户四口的「户主」合并成一格

I014 = 号码存成了数字，末几位已丢失
    .cause = 「{ $field }」存成超过 15 位的数字；Excel 只保留 15 位{ $confirmed }
    .fix = 把该列设为文本格式后，照证件重新录入；不能靠改格式恢复
    .example = 430621199001011234 变成 4.30621E+17

I015 = 号码列存成了日期
    .cause = 「{ $field }」的单元格是日期格式，不是号码或金额
    .fix = 把单元格设为文本格式后重新录入
    .example = 账号列显示成 1905-06-12

I016 = 编码无法识别
    .cause = { $cause }
    .fix = { $fix }
    .example = 一半 GBK 一半 UTF-8 的 CSV

I017 = 该行有删除线
    .cause = 姓名或身份证号带删除线，像是经办人划掉的
    .fix = 确认此人是否已核减；应发的去掉删除线，不应发的删除该行
    .example = 去世人员用删除线划掉，行还在

I018 = 号码存成了数字
    .cause = 「{ $field }」存成数字（{ $shown }）；位数没有丢，但开头若有 0 已看不到
    .fix = 把该列设为文本格式，并核对开头有没有 0
    .example = 12 位存折账号存成数字

## V: one row by itself

V001 = 缺身份证号
    .cause = 身份证号是空的
    .fix = 照身份证或户口簿补录
    .example = 只有姓名，没有身份证号

V002 = 身份证号位数不对
    .cause = 身份证号有 { $count } 位，应为 18 位（老号码 15 位）
    .fix = 照身份证补齐或删去多余的位数
    .example = 少录一位，只有 17 位

V003 = 身份证号含有不该有的字符
    .cause = 身份证号里有：{ $characters }；只能是数字，末位可为 X
    .fix = 照身份证重新录入
    .example = 把 0 录成字母 O

V004 = 身份证号校验码不符
    .cause = 末位是 { $found }，按前 17 位应为 { $expected }，多半是录错了一位{ $confirmed }
    .fix = 照身份证核对后改正
    .example = …1234 应为 …1237

V005 = 身份证号里的出生日期不成立
    .cause = 第 7 至 14 位是 { $digits }：{ $why }
    .fix = 照身份证核对出生日期那 8 位
    .example = 19900230：没有 2 月 30 日

V006 = 身份证号前两位不是省份代码
    .cause = 前两位是 { $digits }，没有这个省级代码
    .fix = 照身份证核对前 6 位
    .example = 以 93 开头

V007 = 15 位老身份证号
    .cause = 是 15 位老号码，已按规则升为 18 位比对
    .fix = 照新身份证改录 18 位
    .example = 1985 年前后发的号码

V008 = 性别与身份证号不符
    .cause = 性别写「{ $said }」，身份证号第 17 位表示「{ $numbered }」
    .fix = 核对性别，也核对身份证号有没有录错
    .example = 性别写男，第 17 位是偶数

V009 = 出生在核定截止日之后
    .cause = 生于 { $born }，晚于 { $cut_off }；固定人口不增加后来出生的人
    .fix = 确认是否误列；确属以后搬迁的，请在花名册填「搬迁时间」
    .example = 2010 年出生的孩子列在直补名册上

V010 = 年龄很大，需要生存证明
    .cause = 按身份证号已 { $age } 岁
    .fix = 上门或视频确认健在，留存照片
    .example = 1915 年出生、仍在领取

V011 = 缺姓名
    .cause = 姓名是空的
    .fix = 照身份证补录姓名
    .example = 只有身份证号，没有姓名

V012 = 姓名里有不该有的字符
    .cause = 「{ $field }」里有：{ $characters }
    .fix = 删去这些字符，只留姓名本身
    .example = 张三2、张<零宽空格>三

V013 = 户名银行文件写不出
    .cause = 「{ $field }」里有银行文件字符集（{ $charset }）写不出的字：{ $characters }
    .fix = 向银行查明该户登记用的是什么字，或改用支持该字的文件格式；不能用问号或近似字代替
    .example = 张䶮（䶮不在 GBK/cp936 里）

V014 = 姓名的空格、全半角或间隔号已统一比对
    .cause = 姓名里的空格、全半角或间隔号只在比对时统一，原样保留
    .fix = 无需处理；方便时把姓名写规范
    .example = 张　三 与 张三

V015 = 缺银行账号
    .cause = 账号是空的；空格不会自动拿花名册的账号来填
    .fix = 补录账号，并由经办人核对
    .example = 直补名册漏填账号

V016 = 银行账号格式不对
    .cause = 账号共 { $count } 个字符，位数不对或含有数字以外的字符
    .fix = 照银行卡或存折重新录入（62 开头的卡为 16 至 19 位）
    .example = 卡号少录一位；账号里夹着字母

V017 = 银行卡号校验位不符
    .cause = 62 开头的卡号末位校验不通过，多半是录错了一位
    .fix = 照银行卡核对后改正；是存折账号的请向银行确认
    .example = 卡号中间两位颠倒

V018 = 不知道是哪家银行
    .cause = { $why }
    .fix = 补填开户银行，或改成允许的银行
    .example = 没有开户银行，存折账号也看不出是哪家

V019 = 乡镇或村不在名录里
    .cause = 「{ $place }」不在项目给出的乡镇村名录里
    .fix = 改成名录里的名称；确属新设的，先补进名录
    .example = 村名写错一个字

V020 = 乡镇与文件名不一致
    .cause = 这一行写的是「{ $row }」，文件（或工作表）名是「{ $file }」
    .fix = 确认此人属于哪个乡镇
    .example = 荣家湾镇的表里有一行写着新墙镇

V021 = 金额不能发放
    .cause = 金额{ $why }
    .fix = 改成应发金额（元，最多两位小数）
    .example = 600.005；六百；-600

V022 = 金额与标准不符
    .cause = 本期应发 { $entitled } 元{ $term }
    .fix = 按标准改正金额；确有原因的请说明
    .example = 年度 600 元写成 6000 元

V023 = 扶持方式不认识
    .cause = 扶持方式既不是直补到人，也不是项目扶持
    .fix = 改成「直补到人」「项目扶持」或「两者结合」
    .example = 扶持方式写「待定」

V024 = 水库不在名单里
    .cause = 项目文件列出的水库里没有它
    .fix = 改成名单里的名称；确属本县的，补进项目文件
    .example = 把铁山写成铁山坡

V025 = 文字会破坏银行文件
    .cause = 「{ $field }」{ $why }
    .fix = 删去这些字符后重新录入
    .example = =HYPERLINK(…) 写在姓名里；村名里有逗号

V026 = 号码的全半角、空格或大小写已统一
    .cause = 「{ $field }」里的全角数字、空格或小写 x 已统一比对
    .fix = 无需处理；方便时写规范
    .example = 末位小写 x；４３０６２１…

V027 = 一笔就超过银行一个文件的限额
    .cause = 银行一个文件最多 { $limit } 元，这一笔已超过
    .fix = 核对金额；金额无误的，与银行商定另行支付
    .example = 每个文件限额 500 元，一笔 600 元

V028 = 银行文件里放不下
    .cause = 「{ $field }」超过银行文件该栏的长度（最多 { $room }）
    .fix = 核对是否多录了字；无误的，向银行查明该户登记的写法，不能自行截短
    .example = 户名栏长 40 字节，户名有 21 个汉字

## D: duplicates

D001 = 同一人在本乡镇出现两次
    .cause = 同号同名的另一行在：{ $places }{ $differ }
    .fix = 只留一行；账号或金额不同的，核对后留下正确的一行
    .example = 同一人抄了两遍

D002 = 同一人在两个乡镇
    .cause = 同号同名的另一行在：{ $places }{ $differ }
    .fix = 两个乡镇商定此人归哪里，另一处删除
    .example = 从月田镇搬到新墙镇，两边都报

D003 = 一个身份证号两个姓名
    .cause = 这个号码对应的姓名有：{ $names }；另一行在：{ $places }
    .fix = 照身份证核对每个人的号码；极少数确是重号的，由人认定，程序不合并
    .example = 号码抄到了下一行

D004 = 同一人的 15 位和 18 位号码都在
    .cause = 升位后是同一个人，另一行在：{ $places }{ $differ }
    .fix = 留下 18 位号码的一行，删除 15 位的
    .example = 老册子的一行没有删

D005 = 很可能是同一个人
    .cause = 与 { $other } 很像：{ $terms }
    .fix = 核对是不是一个人；是的留下号码正确的一行，不是的注明
    .example = 同名同村，号码只差一位

D006 = 几个人共用一个账号
    .cause = { $people } 人用同一个账号（{ $rule }）；另见：{ $places }
    .fix = 逐人核对账号；确属同一户的，把户主填一致
    .example = 三户人家的钱都打到村干部的卡上

D007 = 同一人的另一行被暂缓
    .cause = 另一行在 { $places }，因 { $codes } 暂缓，本行一并暂缓
    .fix = 先处理另一行的问题，再留下正确的一行
    .example = 两行抄写相同，其中一行带删除线

## R: the pay list and the roster

R001 = 花名册里没有此人
    .cause = 这个身份证号不在花名册里{ $maybe }
    .fix = 核对号码；确应享受的，先按程序纳入花名册
    .example = 直补名册上多出来的人

R002 = 应享受直补，未列入发放
    .cause = 花名册是直补对象，直补名册没有这个身份证号{ $maybe }
    .fix = 核实是否漏列；不再享受的，在花名册注明
    .example = 花名册上有，直补名册漏了

R003 = 登记为项目扶持
    .cause = 花名册登记的是项目扶持，不直补到人（{ $place }）
    .fix = 核实扶持方式；确应直补的先改花名册
    .example = 项目扶持的人列进了直补名册

R004 = 姓名与花名册不同
    .cause = 同一身份证号，花名册是「{ $registered }」（{ $place }）{ $alike }
    .fix = 照身份证改成一致；银行登记的户名不同会退票
    .example = 张伟 与 张玮

R005 = 姓名写法不同
    .cause = 花名册写「{ $registered }」，只是间隔号或造字区字形不同
    .fix = 统一成身份证上的写法
    .example = 阿依·努尔 与 阿依•努尔

R006 = 身份证号与花名册差一点
    .cause = 花名册 { $place } 很可能是同一人：{ $terms }
    .fix = 照身份证核对，把错的一处改过来
    .example = 直补名册少抄一位

R007 = 乡镇与花名册不同
    .cause = 花名册在「{ $registered }」
    .fix = 核实此人现属哪个乡镇
    .example = 花名册在月田镇，直补名册在新墙镇

R008 = 账号与花名册不同
    .cause = 直补名册的账号与花名册（{ $place }）不同，按直补名册发
    .fix = 核实换卡是否属实
    .example = 新换的卡没有更新花名册

R009 = 花名册状态不应发放
    .cause = 花名册状态是「{ $status }」（{ $place }）
    .fix = 核实；已恢复的先改花名册状态
    .example = 花名册写「核减」，直补名册还在

R010 = 花名册上对应的行有问题
    .cause = 花名册 { $place } 有 { $codes }，本行一并暂缓
    .fix = 先处理花名册那一行
    .example = 花名册那一行带删除线

## W: lists of other bodies

W001 = 已在死亡名单上
    .cause = 死亡名单上有此人（{ $place }）：{ $terms }{ $from }
    .fix = 核实是否死亡；属实的核减并从名册中删除，确属误登的请写明依据并同意发放
    .example = 上年去世，今年仍在发放名册

W002 = 财政供养人员
    .cause = 财政供养人员名单上有此人（{ $place }）：{ $terms }{ $from }
    .fix = 核实是否被国家机关、事业单位、国有企业录用；属实的核减，误登的写明依据
    .example = 考取公务员后仍在发放名册

W003 = 在服刑
    .cause = 服刑人员名单上有此人（{ $place }）：{ $terms }{ $from }
    .fix = 核实是否判处有期徒刑并在服刑（缓刑除外）；属实的停发，释放后续发，停发期间不补
    .example = 服刑人员仍在发放名册

W004 = 已享受其他补助
    .cause = 其他补助名单上有此人（{ $place }）：{ $terms }{ $from }
    .fix = 原口粮补贴、困难扶助金对象不享受 600 元直补；核实后留一项
    .example = 同时领困难扶助金和直补

W005 = 外县也在发放
    .cause = 外县名单上有此人（{ $place }）：{ $terms }{ $from }
    .fix = 与外县核对由哪边发放；只能由一个县发
    .example = 两个县的名册上都有此人

W006 = 户口已变动
    .cause = 户口变动名单上有此人（{ $place }）：{ $terms }{ $from }
    .fix = 核实是否转为非农业户口或迁出；本县保留的（如农转城）写明依据并同意发放
    .example = 农转非后仍在发放名册

W007 = 名单上的一行没法比对
    .cause = { $list }的这一行没有身份证号，或号码已失真：查不到是谁
    .fix = 向出具名单的单位要完整的号码
    .example = 死亡名单里号码存成 4.30621E+17

## C: changes since last year

C001 = 新增人员没有依据
    .cause = { $why }
    .fix = 补办并登记变动（迁入、核增、恢复等）和文号，或从名册中删除
    .example = 上年没有、变动登记也没有的人出现在今年的发放名册上

C002 = 减少人员没有依据
    .cause = 上年在册，{ $now }，变动登记中没有减少的记载
    .fix = 核实原因，补登记；漏列的补上，避免应发未发
    .example = 上年发放，今年不见了，变动登记里也没有

C003 = 姓名变了
    .cause = 上年写「{ $before }」，今年写「{ $now }」（{ $how }）；{ $register }
    .fix = 核对户口簿；确系更名的补登记
    .example = 更名后未登记

C004 = 身份证号变了
    .cause = 与上年的号码不同：{ $how }；{ $register }
    .fix = 核对身份证；确系更正的补登记
    .example = 上年号码错一位，今年改正了

C005 = 账号变了
    .cause = 与上年的账号不同（上年 { $before }）；{ $register }
    .fix = 向本人核实新账号，防止冒领
    .example = 换了新卡

C006 = 乡镇或村变了
    .cause = 上年在{ $before }，今年在{ $now }；{ $register }
    .fix = 核实是否迁移，两地只能有一处
    .example = 从一个乡镇迁到另一个乡镇

C007 = 扶持方式变了
    .cause = 上年为{ $before }，今年为{ $now }；{ $register }
    .fix = 核对扶持方式的批复；没有登记的补登记
    .example = 由直补到人改为项目扶持

C008 = 核减后又出现
    .cause = 曾被核减或停发（{ $how }），今年又在名册上，变动登记中没有恢复记录
    .fix = 确应恢复的登记恢复和文号；停发期间不补发，期限不顺延
    .example = 上年因服刑停发，今年未登记恢复就列入

C009 = 登记已核减，名册未减
    .cause = 变动登记：{ $words }；{ $from }，名册上仍有此人{ $due }
    .fix = 从名册中核减；登记有误的更正变动登记
    .example = 登记死亡后仍在发放名册

C010 = 人口变动表不平
    .cause = { $what }
    .fix = 用上年核定后的原始输出作为上年名册，不要改动；查清差额再核发
    .example = 上年结转人数与上年输出的清单不一致

C011 = 停发后仍发放
    .cause = 变动：{ $words }；自 { $from } 起应停发，上年仍发 { $paid } 元，多发 { $over } 元
    .fix = 追回多发的款项，或按规定抵扣
    .example = 上年已故仍全额发放

C012 = 可能漏交了一部分
    .cause = 上年{ $what }共 { $people } 人，今年 { $gone } 人不见了，变动登记里没有依据
    .fix = 查一查今年是否漏交了工作表或文件；补交后重新核对
    .example = 乡镇交表时漏了一张工作表

C013 = 变动登记的一行用不上
    .cause = { $why }
    .fix = 核对变动登记：号码、类别和生效日期
    .example = 登记里号码写错，查不到此人

## P: payments: earlier ones, limits, the posting

P001 = 本期已发
    .cause = { $period }已发过 { $amount } 元（{ $reference }，{ $how }）
    .fix = 不再发放；那一笔被银行退回的，登记回盘文件后用 zhibu pay reissue 重发
    .example = 首批已发，补发时名册上还有这个人

P002 = 账号本期已给别人发过
    .cause = 本期已用这个账号给 { $people } 人发过（{ $references }），超过规定的共用人数
    .fix = 核对账号是谁的，改成本人或同户的账号
    .example = 补发的人写的是邻居的卡号，邻居首批已发

P003 = 超出预算
    .cause = 应发 { $amount } 元，批准 { $budget } 元，超出 { $over } 元
    .fix = 核对名册；确需追加的，先办理追加并改 zhibu.toml 的 budget
    .example = 应发 25,405,200.00 元，批准 25,404,600.00 元

P004 = 超出核定人数
    .cause = 将发放 { $people } 人，核定 { $quota } 人，多 { $over } 人
    .fix = 核对名册；核定人数有变的，改 zhibu.toml 的 quota
    .example = 核定 42,341 人，将发放 42,342 人

P005 = 审批填报的合计不符
    .cause = 批次 { $batch } 共 { $people } 人 { $amount } 元；审批人填的是 { $stated_people } 人 { $stated_amount } 元，没有审批
    .fix = 审批人核对批次和名册，弄清差在哪里，再按实际合计审批
    .example = 批次 42,198 人，审批人按文件填了 42,341 人

P006 = 公示以后增加或改动
    .cause = { $why }；{ $village }公示 { $posted } 人，现在名册上 { $listed } 人
    .fix = 补行公示，没有异议的同意发放；不该增加的，改回公示的内容
    .example = 公示期满以后，名册上多出一个人

P007 = 这个村没有公示
    .cause = 别的村有公示名单，{ $village }没有；名册上有 { $people } 人
    .fix = 收回这个村的公示名单，放进 inputs.posted 的文件夹；没有公示的，先公示
    .example = 十二个村交了公示名单，一个村没有交

P008 = 已编入批次，现在应暂缓
    .cause = 在还没有送银行的批次里（{ $reference }），现在却有疑点：{ $codes }
    .fix = 送银行之前先撤下：zhibu pay withdraw { $batch } --line { $line }
    .example = 编入批次以后，民政名单上有了这个人

P009 = 可能本期已发
    .cause = 同镇同名、号码只差一处的人本期已发过（{ $reference }，{ $number }），现在名册上没有那个号码
    .fix = 核对是不是同一个人改了号码：是的填“不予发放”，确是两个人的填“同意”
    .example = 首批发完以后，乡镇把身份证号改正了一位

## B: the bank and its answers

B001 = 回盘里有对不上的行
    .cause = 第 { $line } 行（{ $key }）在批次 { $batch } 里找不到，单独存放，不作任何处理
    .fix = 问银行这一行是什么；要银行重新出一份回盘
    .example = 回盘多出一行，流水号不是我们的

B002 = 回盘是另一批的
    .cause = 这份回盘写的是批次 { $found }，不是 { $batch }；整份没有登记
    .fix = 找到这一批的回盘；要登记另一批的，换成那一批的批次号
    .example = 把上一批的回盘当成这一批的

B003 = 回盘金额与送盘不同
    .cause = { $reference }：送盘 { $sent } 元，回盘 { $found } 元；单独存放，不作任何处理
    .fix = 马上与银行核对这一笔实际入账多少
    .example = 送盘 600.00 元，回盘 6,000.00 元

B004 = 回盘户名与送盘不同
    .cause = { $reference }：送盘户名「{ $sent }」，回盘「{ $found }」；单独存放，不作任何处理
    .fix = 马上与银行核对这一笔进了谁的账户
    .example = 送盘「张三」，回盘「张山」

B005 = 银行结果码不认识
    .cause = { $reference }：结果码「{ $code }」不在 { $profile } 的结果码里；结果不明，不能重发
    .fix = 问银行这个码是什么意思，写进银行格式的结果码，再要一份回盘
    .example = 回盘里出现说明书上没有的 E99

B006 = 还有没有结果的行，不能结清
    .cause = 批次 { $batch } 有 { $lines } 笔没有最后结果：{ $references }
    .fix = 向银行要齐回盘；处理中的等结果，结果不明的先弄清
    .example = 送盘 100 笔，回盘只有 99 笔

B007 = 同一份回盘已登记过
    .cause = 内容相同的回盘已作为「{ $name }」登记在批次 { $batch }；没有再登记
    .fix = 不用处理
    .example = 回盘文件改了名字又登记一次

B008 = 到账后又退回
    .cause = { $reference }：先说到账，后说没有（{ $reason }）；已记下，可以重发
    .fix = 核对账号和户名，更正后重发
    .example = 三天后银行退票

B009 = 银行没有发成
    .cause = { $reference } 没有发成：{ $reason }
    .fix = 核对账号和户名：有错的填“更正”；确认无误、银行可以再发的填“同意发放”；不再发的填“不予发放”
    .example = 银行退票：账号已销户

B010 = 重发以后银行又说原来那笔到账
    .cause = { $reference } 先说失败，已由 { $again } 重发，现在又说到账；单独存放，两笔都要查
    .fix = 马上与银行核对；重发的那一笔没有送银行的先撤下，已经到账的追回
    .example = 先报失败后报成功，中间已经重发

B011 = 回盘账号与送盘不同
    .cause = { $reference }：送盘账号 { $sent }，回盘 { $found }；单独存放，不作任何处理
    .fix = 马上与银行核对这一笔进了哪个账户
    .example = 流水号是我们的，账号却是别人的

## L: the ledger

L001 = 账本被改动过
    .cause = { $what }
    .fix = 不要再用这本账；找回备份，对照已导出文件里的链首，查清是谁改的
    .example = 有人用别的程序改了账本里的一笔金额

L002 = 编制人和审批人是同一个人
    .cause = 批次 { $batch } 由 { $maker } 编制，不能由 { $approver } 审批
    .fix = 请另一位登记过的人审批
    .example = 经办人自己审批自己编的批次

L003 = 导出的文件不是审批的内容
    .cause = { $file }：{ $why }
    .fix = 不要送这份文件；查清是谁改的，把它移走后重新导出；银行格式改过的，撤回批次重新编制
    .example = 导出以后有人在文件里改了一个账号

## X: decisions

X001 = 已决定不予发放
    .cause = { $who } 决定不予发放（{ $code }，{ $place }）
    .fix = 确应发放的，由经办人改写处理意见后重新核对
    .example = 乡镇在疑点处理表上选了“不予发放”

X002 = 处理意见互相矛盾
    .cause = 对同一个问题（{ $code }）有不同的处理意见：{ $places }；都没有采用
    .fix = 核实后只留一份，再核对一次
    .example = 两份疑点处理表对同一条写得不一样

X003 = 处理意见已过时
    .cause = { $code } 的处理意见是对原来的内容作的（原为「{ $then }」，现为「{ $now }」），没有采用
    .fix = 对照现在的内容重新填写处理意见
    .example = 填表之后原表那一行又改过

X004 = 处理意见不能采用
    .cause = { $code }：{ $why }
    .fix = 按说明改写处理意见，或改正原表
    .example = 对“姓名银行无法识别”选了同意发放

X005 = 处理意见没有填完整
    .cause = { $code }：{ $why }
    .fix = 补填后重新核对
    .example = 选了“更正”，没有写更正值

X006 = 按处理意见更正
    .cause = { $who } 由「{ $before }」更正为「{ $after }」（{ $code }，{ $place }）
    .fix = 原表下次一并改好
    .example = 乡镇写了更正值
