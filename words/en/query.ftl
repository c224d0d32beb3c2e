# Why a run's tables give no answer.

query-no-manifest = { $path }: no manifest.json: not an output folder of zhibu
query-unreadable = { $path }: cannot be read: { $cause }
query-altered = { $path }: not as it was written; `zhibu verify` says more
query-no-tables = { $path }: the run wrote no data/dispositions.parquet: refused, or `--only` without `data`
query-not-a-table = { $path }: cannot be read as a table: { $detail }
query-not-reading = `{ $word }`: only one statement that reads is taken: SELECT, WITH, SHOW TABLES, DESCRIBE, EXPLAIN
query-reads-files = `{ $word }`: a query reads the run's own tables and no other file
query-no-table = no table `{ $name }`
query-nearest = ; did you mean `{ $name }`?
