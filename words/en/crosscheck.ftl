# Many counties' runs against each other.

crosscheck-no-manifest = { $path }: no manifest.json here or one or two folders below: no county's output of zhibu
crosscheck-unreadable = { $path }: cannot be read: { $cause }
crosscheck-altered = { $path }: manifest.json is not as it was written; nothing was compared
crosscheck-not-a-county = { $path }: the manifest names no county and period: not the output of a county's run
crosscheck-twice = { $county } { $period } is there twice: { $first } and { $second }
crosscheck-refused-run = { $path }: this run was refused, so it says of nobody where they end
crosscheck-no-table = { $path }: the run wrote no data/dispositions.parquet (`--only` without `data`?)
crosscheck-hash = { $path }: its bytes do not fit the hash in manifest.json
crosscheck-column = { $path }: the column `{ $column }` should be { $expected } and is { $found }
crosscheck-parquet = { $path }: cannot be read as Parquet: { $detail }
crosscheck-total = { $path }: `{ $key }` is { $stated } in manifest.json, and { $found } by its rows
crosscheck-statement = rules/crosscheck/{ $statement }.sql: { $cause }

## What a check finds

crosscheck-totals-by-county = totals by county
crosscheck-registered-in-two-counties = people registered in two counties
crosscheck-paid-in-two-counties = people paid in two counties
crosscheck-account-of-two-counties = accounts that two counties pay
crosscheck-name-paid-twice = one name paid more than once through one account
