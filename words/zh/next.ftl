# The next period's lists: workbooks, the project file, and why a row is left out.

next-left-out-copy = 重复行
next-left-out-rejected = 决定不予发放
next-left-out-removed = 变动登记已核减
next-left-out-to-project = 转项目扶持
next-left-out-pending = 暂缓未决
next-carried-title = 沿用的处理意见
next-carried-sheet = 沿用
next-carried-first = 原处理意见
next-pending-title = 暂缓未决人员
next-pending-township = 乡镇
next-pending-village = 村
next-pending-name = 姓名
next-pending-number = 身份证号
next-pending-codes = 暂缓原因（代码）
next-pending-where = 所在名册
next-register-title = 变动登记（沿用）
next-register-sheet = 变动登记
next-register-note = 处理意见：{ $code } { $by }
next-project-head = 由上期核发结果生成。请核对 quota、budget，补上本期的外部名单（[[watchlist]]）。
