# 问题的写法：级别、栏目，以及规则填入的细节。

severity-note = 记录
severity-advise = 提示
severity-hold = 暂缓
severity-refuse = 拒绝

rule-title = 含义{"  "}
rule-cause = 原因{"  "}
rule-fix = 办法{"  "}
rule-example = 例子{"  "}
rule-source = 依据{"  "}

finding-amount-zero = 是零
finding-amount-no-number = 不是数字
finding-amount-negative = 是负数
finding-amount-fraction = 带有不足一分的尾数
finding-amount-too-large = 过大
finding-amount-blank = 是空的，同表其他行写了金额
finding-amount-before = 此前
finding-amount-suspended = ：{ $from }起停发，{ $until } 起恢复，停发期间不补发
finding-amount-ended = ：{ $from } 起停发
finding-amount-outside-term = ：扶持期为 { $from } 至 { $to }，本期不在其中

finding-text-formula = 以 = + - @ 开头，会被当成公式
finding-text-control = 里有制表符或换行
finding-text-separator = 里有银行文件的分隔符

finding-birth-no-day = 没有这一天
finding-birth-future = 晚于核定日期
finding-birth-long-ago = 早于 1900 年

finding-digits-kept = ；文件里的数字却是完整的，与另一份名册同名的号码一致
finding-digits-likely = ；另一份名册同名的号码可作参考

finding-bank-unsaid = 本行、花名册和卡号前缀都没有说明开户银行
finding-bank-not-allowed = 「{ $bank }」不在项目允许的银行里

finding-file-changed = 导出以后被改过
finding-file-unknown = 不是审批过的文件
finding-file-other-ledger = 里面的链首不在这本账里：账本或文件被换过
finding-file-written-otherwise = 按现在的银行格式写出来，与审批时不同

finding-likely-name-and-village = 姓名相同，同村
finding-likely-household-and-birth = 同一户，姓名相同，出生日期相同
finding-likely-household-near-name = 同一户，姓名差一个字

finding-slip-changed = 身份证号第 { $at } 位不同
finding-slip-exchanged = 身份证号第 { $first }、{ $second } 位对调
finding-slip-left-out = 身份证号在第 { $at } 位差一位
finding-slip-none = 身份证号不同

finding-sharing-never = 一个账号只能一人使用
finding-sharing-household = 同一户才能共用
finding-sharing-limit = 最多 { $limit } 人共用

finding-event-missing = 第 { $seq } 件记录不见了
finding-event-unlinked = 第 { $seq } 件记录与前一件接不上
finding-event-changed = 第 { $seq } 件记录的内容被改过

finding-between-places = ；
finding-between-names = 、

finding-message = { $title }：{ $cause }
finding-found = 所见{"  "}
finding-cause = 原因{"  "}
finding-fix = 办法{"  "}
finding-proposal = 建议{"  "}
finding-source = 依据{"  "}
finding-copies-differ = ；账号、金额、银行或户名不同，都先不发
finding-comma = ，
finding-semicolon = ；
finding-list-comma = 、
finding-woman = 女
finding-man = 男
finding-check-digit-confirmed = ；另一份名册同名的是 { $number }
