# Why a run's tables give no answer.

query-no-manifest = { $path }：没有 manifest.json，不是 zhibu 的输出文件夹
query-unreadable = { $path }：无法读取：{ $cause }
query-altered = { $path }：与写出时不同；请用 `zhibu verify` 查看
query-no-tables = { $path }：没有 data/dispositions.parquet：核发被拒绝，或 --only 里没有 data
query-not-a-table = { $path }：读不出表格：{ $detail }
query-not-reading = `{ $word }`：只接受一条只读语句：SELECT、WITH、SHOW TABLES、DESCRIBE、EXPLAIN
query-reads-files = `{ $word }`：查询只读这次核发自己的表，不读别的文件
query-no-table = 没有表 `{ $name }`
query-nearest = ；是不是想写 `{ $name }`？
