# 名册互相核对，与上年、外部名单和处理意见核对。

reconcile-end-undecided = 未填
reconcile-end-applied = 已采用
reconcile-end-repeated = 重复填写
reconcile-end-in-list = 原表已改好
reconcile-end-settled = 问题已不存在
reconcile-end-stale = 已过时
reconcile-end-refused = 不能采用
reconcile-end-disagrees = 互相矛盾
reconcile-end-incomplete = 未填完整

reconcile-opening-manifest-changed = 旁边的上年清单（manifest.json）被改过
reconcile-opening-bytes-changed = 内容与上年清单的校验值不符，输出之后被改过
reconcile-opening-other-county = 这是「{ $county }」的输出，不是本县的
reconcile-opening-other-rows = 上年清单写明{ $table } { $rows } 行，读到 { $read } 行

reconcile-mode-project = 项目扶持
reconcile-mode-direct = 直补到人

reconcile-register-upgrade = 升位无需登记
reconcile-register-nothing = 变动登记中没有记载
reconcile-register-applied = 名册已照办
reconcile-register-not-applied = 名册未照办
reconcile-register-later = 本期之后生效
reconcile-register-unmatched = 两年名册都没有此人
reconcile-register-unclear = 类别或日期不明
reconcile-register-undated = 没有日期
reconcile-register-kind-unknown = 变动类别不认识
reconcile-register-no-date = 没有生效日期，按立即生效算
reconcile-register-no-number = 没有可用的身份证号
reconcile-register-number-unknown = 两年的名册里都没有这个号码
reconcile-register-nor = 变动登记中也没有记载
reconcile-register-says = 变动登记：{ $words }
reconcile-register-only = 变动登记只有：{ $words }
reconcile-register-unreadable-number = ；花名册 { $place } 同名，但那一行的号码没有或读不出
reconcile-register-perhaps = ；可能是被暂缓的 { $places }

reconcile-how-same = 号码、姓名相同
reconcile-how-upgraded = 15 位号码升为 18 位
reconcile-how-number = 号码相同
reconcile-how-register = 变动登记写明更正
reconcile-how-near-number = 姓名相同
reconcile-how-birth = 姓名、村、出生日期相同
reconcile-how-account = 姓名、账号相同
reconcile-how-near-both = 同一户，姓名差一字
reconcile-how-place = 姓名、村相同，号码无法比对

reconcile-last-year-project = 上年在花名册上为项目扶持
reconcile-last-year-roster-only = 上年在花名册上，不在发放名册上
reconcile-last-year-nowhere = 上年名册上没有
reconcile-last-year-out = 上年已不应发放（{ $place }）
reconcile-last-year-status = 上年状态为「{ $status }」（{ $place }）

reconcile-now-project = 今年花名册上为项目扶持
reconcile-now-roster-only = 今年仍在花名册上，不在发放名册上
reconcile-now-nowhere = 今年的名册上都没有
reconcile-now-status = 今年花名册状态为「{ $status }」

reconcile-disposition-paid = 发放
reconcile-disposition-already-paid = 本期已发
reconcile-disposition-held = 暂缓
reconcile-disposition-merged = 重复合并
reconcile-disposition-not-listed = 未列入发放
reconcile-disposition-project = 项目扶持
reconcile-disposition-not-payable = 不应发放

reconcile-watch-nobody = 今年名册没有这个号码
reconcile-watch-unusable = 号码不能用来查找
reconcile-watch-later = 本期之后生效
reconcile-watch-number-alone = 只有号码相同
reconcile-watch-firm = 号码和姓名都相同
reconcile-watch-no-name = 只有号码相同，那份名单没有写姓名
reconcile-watch-other-name = 只有号码相同，那份名单上的姓名是「{ $name }」
reconcile-watch-bites = ；日期 { $day }，自 { $bites } 起不再享受
reconcile-watch-due = ，本期应发 { $entitled } 元

reconcile-posted-not-listed = 公示名单上没有此人
reconcile-posted-no-village = （未写村名）
reconcile-posted-amount = 公示金额 { $posted } 元，现为 { $now } 元

reconcile-decision-of-no-row = 它不是今年名册上的一行，没有可以决定发不发的人
reconcile-decision-none = 写了更正值，没有选处理意见
reconcile-decision-unknown = 处理意见不是“同意发放、不予发放、更正”之一
reconcile-decision-no-value = 选了更正，没有写更正值
reconcile-decision-lost-value = 更正值在表里变了样（号码存成了数字、日期或公式），把那一格设为文本再填一次
reconcile-decision-long-value = 更正值太长，不是一格里的内容
reconcile-decision-unsigned = 没有写经办人
reconcile-decision-undated = 没有写日期，或日期认不出来
reconcile-decision-no-key = 编号被删掉了，认不出是哪一条
reconcile-decision-blank-cell = 这一格是空的，没法发放：只能更正或不予发放
reconcile-decision-not-waivable = 这个问题不能同意发放，只能更正或不予发放
reconcile-decision-of-no-cell = 它不是今年名册上的一格，没有可以更正的值；请改原表
reconcile-decision-unreadable = 处理意见认不出来

reconcile-missing-of-pay-list = 发放名册{ $what }
reconcile-missing-of-roster = 花名册{ $what }

reconcile-kept-due = ，本期只应发 { $entitled } 元
reconcile-kept-from = 自 { $from } 起停发
reconcile-kept-undated = 没有日期，按已停发算

reconcile-before-corrected = 号码更正过，发放时是 { $number }
reconcile-before-number = 号码相同
reconcile-before-name-and-account = 姓名和账号相同，号码是 { $number }

reconcile-likely-copy = 疑似名册上另一人的重复（见 D005）
reconcile-alike-in-household = 姓名相同，同村同户
