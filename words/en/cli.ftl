# What the commands print: run, next, demo, inspect, verify, query, crosscheck, new.

cli-crosscheck-files = files:{" "}
cli-crosscheck-without-number = paid rows have no sound number and were not compared by it
cli-crosscheck-without-account = paid rows name no account and were not compared by it
cli-crosscheck-county = county
cli-crosscheck-rows = rows
cli-crosscheck-people = people
cli-crosscheck-paid = paid
cli-crosscheck-yuan-paid = yuan paid
cli-crosscheck-held-rows = held rows
cli-crosscheck-all = all
cli-crosscheck-outputs-compared = outputs compared: { $number } · { $periods }
cli-crosscheck-found = { $title }: { $groups } ({ $rows } rows)
cli-crosscheck-and-more = … and { $number } more
cli-keyed-check = check value of the key:{" "}
cli-keyed-share = Give this file to the counties that are compared, by hand or sealed, and to nobody else: who compares must not have it. Each county reads the check value out to the others.
cli-keyed-hand-in = This folder may be handed to whoever compares. The key may not. Keep the run as it is: what comes back is resolved with it.
cli-keyed-send-back = Keyed copies were compared. With -o, the folder named return has one file a county: send each county its own and no other; it finds its rows with zhibu crosscheck resolve.
cli-demo-inventing = inventing the reference county:{" "}
cli-demo-folder-in-use = : neither empty nor an earlier demo; name another folder
cli-demo-counties = counties
cli-demo-roster-rows = roster rows
cli-demo-pay-list-rows = pay list rows
cli-demo-paid-rows = paid rows
cli-demo-yuan-paid = yuan paid
cli-demo-rows-planted = rows planted to be found
cli-demo-bytes = bytes
cli-demo-files = files:{" "}
cli-demo-planted = planted
cli-demo-found-where-planted = found where planted
cli-demo-people-wrongly-held = people held without cause
cli-demo-to-pay-by-key = to pay by the answer key
cli-demo-to-pay-by-run = to pay by the run
cli-demo-missed = missed:
cli-demo-wrongly-held = held without cause:
cli-demo-totals-that-differ = totals that differ:
cli-inspect-reader = reader
cli-inspect-bytes = bytes
cli-inspect-not-to-be-seen = not to be seen in this format:{" "}
cli-inspect-rows = rows
cli-inspect-data = data
cli-error = error:{" "}
cli-own-fault = this is zhibu's own fault; nothing was paid. Please report the message above.
cli-csv-is-for-query = --format csv is for the command that prints one table (query); use text or json
cli-new-is-there-already = : is there already; it was not touched
cli-new-next-step =
    put the rosters into roster/ and the pay lists into pay-list/, fill in zhibu.toml,
    then: zhibu run -p DIR
cli-next-is-there-already = { $path }: is there already; name another with --out
cli-next-run-is-refused = this period's run is refused: settle what `zhibu run` says first
cli-next-roster-rows = roster rows
cli-next-pay-list-rows = pay list rows
cli-next-not-carried-on = not carried on: { $why }
cli-next-decisions-carried-on = decisions carried on
cli-next-trial-people = a trial run would pay
cli-next-trial-yuan = … yuan
cli-next-trial-held = … rows on hold
cli-next-title = { $county }: lists for { $period }
cli-next-files = files:{" "}
cli-run-to-pay = to pay
cli-run-paid-before = paid before
cli-run-approved = approved
cli-run-note-acknowledged-nothing = note: this [[acknowledge]] of zhibu.toml matches no finding:{" "}
cli-run-note = note:{" "}
cli-run-note-no-file = note: this key of zhibu.toml matches no file yet and was not used:{" "}
cli-run-files-are-in = files:{" "}
cli-run-number-of-files = files
cli-run-decisions = decisions { $made }:{" "}
cli-run-roster = roster
cli-run-pay-list = pay list
cli-run-on-hold-for = on hold: { $held_people } people, { $held_amount } yuan; for (rows):
cli-run-other-reasons = other reasons
cli-run-times = times:{" "}
cli-run-readers = readers:{" "}
cli-run-cannot-see = {" "}cannot see:{" "}
cli-explain-no-rule = no rule { $code }; the nearest is { $near }
cli-demo-planted-and-found = planted and found:
cli-verify-all-hold = ✓ all { $all } checks hold
cli-verify-some-do-not = { $bad } of { $all } checks do not hold
cli-inspect-no-doubts = no doubts
cli-query-rows =
    { $rows ->
        [one] { $shown } row
       *[other] { $shown } rows
    }
cli-query-more-rows = … and { $more } more of { $all } rows; --limit shows more
cli-run-each-decision = each of them: summary.xlsx, sheet Decisions
cli-run-refused =
    { $findings ->
        [one] refused: one finding has to be settled first; no payout file was written.
       *[other] refused: { $findings } findings have to be settled first; no payout file was written.
    }
cli-next-trial-refused = A trial run is refused; check quota and budget in zhibu.toml first.
run-last-altered = note: the last output in { $folder } was changed since it was written; this run is not compared with it
