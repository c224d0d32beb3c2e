# The payout's life in the ledger: batches, payments, what happened, and why a
# step was not taken.

## Batches

ledger-batch-prepared = prepared
ledger-batch-approved = approved
ledger-batch-exported = exported
ledger-batch-closed = closed
ledger-batch-withdrawn = withdrawn
ledger-kind-first = first
ledger-kind-supplementary = supplementary
ledger-kind-reissue = reissue

## Where a payment stands

ledger-payment-open = no answer yet
ledger-payment-pending = pending
ledger-payment-unknown = unknown
ledger-payment-paid = credited
ledger-payment-failed = failed
ledger-payment-returned = returned
ledger-payment-withdrawn = withdrawn

## What happened

ledger-event-opened = opened
ledger-event-enrolled = signer enrolled
ledger-event-prepared = prepared
ledger-event-approved = approved
ledger-event-not-approved = not approved
ledger-event-withdrawn = withdrawn
ledger-event-exported = exported
ledger-event-answered = bank's answer
ledger-event-moved = result
ledger-event-closed = closed
ledger-event-purged-before = purged before a period
ledger-event-purged = people purged

## Lines of a bank's answer

ledger-line-paid = credited
ledger-line-failed = failed
ledger-line-returned = returned
ledger-line-pending = pending
ledger-line-unknown = unknown
ledger-line-repeated = nothing new
ledger-line-quarantined = kept apart

## Why a step was not taken

ledger-nobody-new = the run pays nobody anew
ledger-only-reissues = everybody in the run has a failed payment; `zhibu pay reissue` makes it again
ledger-none-failed = nobody whom the run pays has a payment that is proven failed
ledger-nothing = nothing to do: { $why }
ledger-store = { $place }: { $cause }
ledger-store-busy = another process is writing to the ledger
ledger-store-not-a-ledger = this is no ledger of zhibu: { $cause }
ledger-store-newer = the ledger is of a later version of zhibu (schema { $schema })
ledger-none-yet = { $place }: there is no ledger yet; `zhibu ledger enrol NAME` begins one
ledger-no-such-batch = there is no batch { $batch }; there are: { $known }
ledger-no-such-line = batch { $batch } has no line { $line }
ledger-wrong-state = batch { $batch } is { $state }; this needs it { $wanted }
ledger-not-enrolled = { $name } is not enrolled; `zhibu ledger enrol { $name }` does that
ledger-enrolled-already = { $name } is enrolled already
ledger-needs-signer = a further signer is enrolled by one who is enrolled already: add --by
ledger-wrong-secret = that is not the passphrase or key of { $name }

## What is wrong with a ledger that was edited; said in both languages at once

ledger-wrong-event = event { $seq } is not possible where it stands
ledger-wrong-signers = the signers are not those that were enrolled
ledger-wrong-batch = batch { $batch } is not what was prepared
ledger-missing-batch = a batch is missing
ledger-payment-of-no-batch = a payment of no batch
ledger-wrong-payment = the state of { $reference } was changed
ledger-wrong-answer = what was taken in of 「{ $name }」 was changed
ledger-answer-of-no-event = an answer that no event tells of

## What was purged, or cannot be yet

ledger-purged =
    { $what }: who was paid before { $before } has been purged; nobody could tell any
    more who was paid, so nothing is run, prepared or answered for that time
ledger-not-purgeable = batch { $batch } { $why }; nothing was purged
ledger-purge-open = is { $state }: close it first, or withdraw it
ledger-purge-unanswered =
    has { $people } payments without a final answer from the bank
ledger-purge-straddles = is of a period that began before and ends after: choose a period that no batch straddles
ledger-purge-no-period = has a period that cannot be read
