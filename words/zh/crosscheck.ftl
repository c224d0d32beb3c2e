# Many counties' runs against each other.

crosscheck-no-manifest = { $path }：这里和下面一两层文件夹里都没有 manifest.json，不是 zhibu 的县级输出
crosscheck-unreadable = { $path }：无法读取：{ $cause }
crosscheck-altered = { $path }：manifest.json 被改动过；没有比对
crosscheck-not-a-county = { $path }：manifest.json 里没有县名和期间，不是一个县的年度核发输出
crosscheck-twice = { $county } { $period } 出现了两次：{ $first } 和 { $second }
crosscheck-refused-run = { $path }：这次核发被拒绝，没有任何人的结果可以比对
crosscheck-no-table = { $path }：没有写出 data/dispositions.parquet（是否用了不含 data 的 --only？）
crosscheck-hash = { $path }：内容与 manifest.json 里的校验值不符
crosscheck-column =
    { $path }：列 `{ $column }` 应为 { $expected }，实际：{ $found ->
        [missing] 没有这一列
       *[other] { $found }
    }
crosscheck-parquet = { $path }：无法按 Parquet 读取：{ $detail }
crosscheck-total = { $path }：manifest.json 里 `{ $key }` 是 { $stated }，按行加总是 { $found }
crosscheck-statement = rules/crosscheck/{ $statement }.sql：{ $cause }
crosscheck-mixed = { $run } 是核发结果，{ $keyed } 是加密比对件：要么都用核发结果，要么都用加密比对件
crosscheck-other-key = { $first } 和 { $second } 用的密钥不同，谁也对不上；请用同一个密钥重做
crosscheck-scheme = { $path }：这种加密比对件本版本不认识；请用本版本重做
crosscheck-not-keyed = { $path }：列 `{ $column }` 里有加密比对件不该有的内容；没有比对。其中可能看得出是谁：请删除，并让对方重做
crosscheck-in-the-way = { $path }：是别的命令的输出，或在其中，写进去会替换它或使它通不过复核；用 -o 另指定文件夹

## What a check finds

crosscheck-totals-by-county = 各县合计
crosscheck-registered-in-two-counties = 在两个县登记的人
crosscheck-paid-in-two-counties = 在两个县领款的人
crosscheck-account-of-two-counties = 两个县都打款的账号
crosscheck-name-paid-twice = 同一账号同一姓名多次领款

## Keyed copies

keyed-unreadable = { $path }：无法读取：{ $cause }
keyed-key-not-text = { $path }：不是密钥：既不是十六进制，也不是 base64（用 `zhibu crosscheck key` 生成）
keyed-key-length = { $path }：有 { $bytes } 字节；密钥要 { $least } 到 { $most } 个随机字节，别人才猜不出（用 `zhibu crosscheck key` 生成）
keyed-key-not-random = { $path }：密钥只是几个字节的重复，容易被猜出（用 `zhibu crosscheck key` 生成随机的）
keyed-key-in-the-way = { $path }：已有文件，或在核发结果里；别人手里也有的密钥不能替换。请另指定文件
keyed-is-keyed = { $path }：是加密比对件；这里要本县的核发结果文件夹
keyed-not-one = { $path }：含几个县的结果；请指定其中一个
keyed-layout = { $path }：第 { $line } 行不是 `zhibu crosscheck -o` 写在 `return/` 里给各县的格式
keyed-not-this-run = { $path }：第 { $line } 行用这个密钥对不上本次核发的任何一行：是别县的、另一次核发的，或密钥不同。没有还原任何一行
keyed-verify-hashes = 加密比对件里只有散列值
keyed-verify-totals = 各行加总与 manifest.json 相符
