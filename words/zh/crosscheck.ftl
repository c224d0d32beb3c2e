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

## What a check finds

crosscheck-totals-by-county = 各县合计
crosscheck-registered-in-two-counties = 在两个县登记的人
crosscheck-paid-in-two-counties = 在两个县领款的人
crosscheck-account-of-two-counties = 两个县都打款的账号
crosscheck-name-paid-twice = 同一账号同一姓名多次领款
