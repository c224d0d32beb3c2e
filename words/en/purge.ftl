# Retention: people of past periods are removed, totals and hashes stay.

purge-no-period = --before { $given }: is no period, such as 2020, 2020H1, 2020Q3, 2020-07
purge-who-signs = there is a ledger: who does it? add --by NAME
purge-nothing = nothing is left to remove before { $before }
purge-would = this would be removed of everything before { $before }:
purge-done = removed of everything before { $before }:
purge-of-folder = { $path }: { $files } files; hashes and totals stay
purge-whole = { $path }: all of it
purge-of-ledger = ledger: names, numbers, accounts and households of { $people } payments ({ $amount } yuan) in { $batches }, and the bank's words in { $lines } lines of its answers
purge-not-reached = { $people } of them, { $amount } yuan, did not reach anybody, and cannot be made again afterwards
purge-stays = Batches, sums, states, every event and the hashes of all of it stay. Nothing is run or prepared for that time any more.
purge-not-ours = { $path }: no output of zhibu; left as it is
purge-lists = Your own lists are left to you. Delete them, with every copy, when their time is over:
purge-to-do-it = To do it: the same with --yes. It cannot be undone.
purge-sealed =
    { $path }: is sealed, and its totals and hashes with it. Open it first
    (zhibu open), then purge: the archive goes along
purge-altered = { $path }: is not as it was written; look into that before anything is removed
purge-folder =
    { $path }: who was paid before { $before } has been purged; hashes and totals are
    left, and nothing is run, prepared or asked of it any more

## What `verify` says of such a folder

purge-check-record = purged.json can be read
purge-check-manifest = manifest.json is as it was kept
purge-check-file = { $file } was removed as it had been written
purge-check-still-there = it is still there; run the same purge again
purge-check-other = it was not as it had been written
purge-check-untold = it is gone, and no purge told of it
purge-check-nothing-more = nothing else is there
