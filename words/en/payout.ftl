# The payout's life: why a step was not taken, and the chain of figures.

## Why a step was not taken

payout-about = { $what }: { $why }
payout-unreadable = { $path }: cannot read: { $cause }
payout-no-output = { $folder }: no output of a run; `zhibu run` writes it
payout-which-batch = { $file }: it does not say which batch it answers; add --batch
payout-not-exported = { $folder }: the batch's files are not there; `zhibu pay export { $batch }` writes them
payout-does-not-fit = { $reference } does not fit into a file of { $profile }: the layout was changed since; withdraw the line, or the batch
payout-in-the-way = { $path }: is there already, with another content

## What is wrong with a run's output

payout-output-manifest = manifest.json was changed; run `zhibu run` again
payout-output-refused = this run was refused: there is nothing to pay
payout-output-other-project = this is the output of another project or period
payout-output-project-changed = zhibu.toml was changed since; run `zhibu run` again
payout-output-payments = data/payments.csv is not what the run wrote; run `zhibu run` again
payout-output-part = this run wrote no payout (--only); run `zhibu run` in full

## The chain of figures

payout-step-quota = approved quota and budget
payout-step-listed = listed (last run)
payout-step-payable = payable anew (last run)
payout-step-prepared = in batches
payout-step-approved = {"  "}of these approved
payout-step-exported = {"  "}of these with the bank
payout-step-credited = credited
payout-step-in-flight = with the bank, unanswered
payout-step-returned = sent back, ever
payout-step-reissued = {"  "}of these made again
payout-step-made-good = {"    "}and credited then
payout-step-waiting = {"  "}of these waiting
payout-step-surplus = surplus of the budget
