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
crosscheck-mixed = { $run } is a run and { $keyed } a keyed copy: compare runs with runs, or copies with copies
crosscheck-other-key = { $first } and { $second } were made with different keys, so nobody could be found in both; make them again with one key
crosscheck-scheme = { $path }: a keyed copy of a kind that this version does not know; make it again with this version
crosscheck-not-keyed = { $path }: the column `{ $column }` holds what a keyed copy must not hold; nothing was compared. It may show who people are: delete it, and have it made again
crosscheck-in-the-way = { $path }: is or lies in an output of another command, which would be replaced or no longer verify; name another folder with -o

## What a check finds

crosscheck-totals-by-county = totals by county
crosscheck-registered-in-two-counties = people registered in two counties
crosscheck-paid-in-two-counties = people paid in two counties
crosscheck-account-of-two-counties = accounts that two counties pay
crosscheck-name-paid-twice = one name paid more than once through one account

## Keyed copies

keyed-unreadable = { $path }: cannot be read: { $cause }
keyed-key-not-text = { $path }: holds no key: neither hex nor base64 (`zhibu crosscheck key` makes one)
keyed-key-length = { $path }: { $bytes } bytes; a key has { $least } to { $most } random bytes, so that nobody can guess it (`zhibu crosscheck key` makes one)
keyed-key-not-random = { $path }: this key is the same few bytes again and again, so it can be guessed (`zhibu crosscheck key` makes a random one)
keyed-key-in-the-way = { $path }: something is there already, or this is a run's output; a key that others hold is not replaced. Name another file
keyed-is-keyed = { $path }: is a keyed copy; the county's own output folder is needed
keyed-not-one = { $path }: has several counties' outputs; name one of them
keyed-layout = { $path }: line { $line } is not what `zhibu crosscheck -o` writes into `return/` for a county
keyed-not-this-run = { $path }: line { $line } is no row of this run under this key: another county's file, another run or another key. Nothing was resolved
keyed-verify-hashes = the keyed copy holds hashes and nothing else
keyed-verify-totals = its rows add up to the manifest
