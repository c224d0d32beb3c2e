# Retention: people of past periods are removed, totals and hashes stay.

purge-no-period = --before { $given }：不是期，应写 2020、2020H1、2020Q3、2020-07
purge-who-signs = 有账本：由谁来做？请加 --by 姓名
purge-nothing = { $before } 之前没有可清除的了
purge-would = { $before } 之前的，将清除：
purge-done = { $before } 之前的，已清除：
purge-of-folder = { $path }：{ $files } 个文件；哈希和合计保留
purge-whole = { $path }：全部
purge-of-ledger = 账本：{ $batches } 的 { $people } 笔（{ $amount } 元）的姓名、号码、账号和户，以及回盘 { $lines } 行里银行的文字
purge-not-reached = 其中 { $people } 笔、{ $amount } 元没有发到任何人手里，清除之后不能再重发
purge-stays = 批次、金额、状态、每一件事和全部哈希都保留。那段时间不再核发、不再编制批次。
purge-not-ours = { $path }：不是 zhibu 的输出，不动
purge-lists = 县里自己的名册不动。保存期满后，请连同所有副本一起删除：
purge-to-do-it = 要执行：同样的命令加 --yes。执行后不能恢复。
purge-sealed =
    { $path }：已封存，合计和哈希也在里面。请先打开
    （zhibu open），再清除：封存的文件一起清除
purge-altered = { $path }：已被改动；先查清原因，再清除
purge-folder =
    { $path }：{ $before } 之前的发放对象已经清除；只留下哈希和合计，
    不再核发、不再编制批次、不能查询

## What `verify` says of such a folder

purge-check-record = purged.json 可以读取
purge-check-manifest = manifest.json 与保留时相同
purge-check-file = { $file } 清除时未被改动
purge-check-still-there = 文件还在；请再执行一次同样的清除
purge-check-other = 清除时已被改动
purge-check-untold = 文件不见了，清除记录里没有它
purge-check-nothing-more = 没有别的文件
