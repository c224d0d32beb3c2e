# Verifying an output folder.

verify-no-manifest = { $path }：没有 manifest.json，不是 zhibu 的输出文件夹
verify-unreadable = { $path }：无法读取：{ $cause }

## What is checked, and what is wrong with it

verify-file = { $file } 未被改动
verify-people-and-amount = { $file } 人数与金额
verify-every-row-ends = { $table }: 数据行都有去处
verify-manifest = manifest.json 未被改动
verify-not-read = 读不出来
verify-own-hash = 它自己的校验值不符
verify-hash = 内容与校验值不符
verify-gone = 文件不见了
verify-nothing-more = 没有多出来的文件
verify-control = control.csv 可读
verify-layout = 格式不符
verify-control-total = control.csv 合计
verify-every-payout-file = 发放文件都在 control.csv 里
verify-posting = posting.csv 可读
verify-every-posted-list = 公示名单都在 posting.csv 里
verify-posted-once = 每份公示名单只列一次
verify-dispositions = dispositions.csv 可读
verify-each-row-once = 每行只出现一次
