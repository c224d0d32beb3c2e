# Verifying an output folder.

verify-no-manifest = { $path }: no manifest.json: not an output folder of zhibu
verify-unreadable = { $path }: cannot be read: { $cause }

## What is checked, and what is wrong with it

verify-file = { $file } is as it was written
verify-people-and-amount = { $file } people and amount
verify-every-row-ends = { $table }: every data row ends somewhere
verify-manifest = manifest.json is as it was written
verify-not-read = it cannot be read
verify-own-hash = its own hash does not fit
verify-hash = its bytes do not fit its hash
verify-gone = the file is gone
verify-nothing-more = no file is there that was not written
verify-control = control.csv can be read
verify-layout = it is not laid out as it should be
verify-control-total = control.csv total
verify-every-payout-file = control.csv lists every payout file
verify-posting = posting.csv can be read
verify-every-posted-list = posting.csv lists every posted list
verify-posted-once = each posted list stands there once
verify-dispositions = dispositions.csv can be read
verify-each-row-once = each row stands there once
