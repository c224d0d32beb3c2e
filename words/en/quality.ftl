# Verification quality by township: a sheet of summary.xlsx.

quality-sheet = Verification quality
quality-title = Verification quality by township
quality-township = Township
quality-rows = Rows of both lists
quality-refuse = Refuse
quality-hold = Hold
quality-advise = Advise
quality-note = Notes (not counted)
quality-to-settle-rate = To settle, a thousand rows
quality-advise-rate = Advise, a thousand rows
quality-flagged = Rows to settle
quality-flagged-rate = Rows to settle, a thousand
quality-interval = Its 95% interval
quality-rank = Rank (between)
quality-held = Rows held
quality-asked = Sent back to answer
quality-followed = Answer followed
quality-followed-rate = Corrected in time (%)
quality-open = Still open
quality-waiting = In no answer yet
quality-returned = Returned by the bank
quality-returned-rate = Returned, a thousand
quality-county = (of no township)
quality-total = County
quality-too-few = too few rows
quality-rank-between = { $place } ({ $best }–{ $worst })
quality-not-back = not back yet
quality-nothing-asked = none asked
quality-none-sent = none sent
quality-chart-rates = Findings on a thousand rows
quality-chart-answers = Findings sent back: answer followed, still open
quality-chart-held = Rows held
quality-note-findings = Rows of both lists are the data rows of the roster and of the pay list. To settle, a thousand rows = (refuse + hold) ÷ rows of both lists × 1000; notes are not counted. Only findings about lists count (families I, V, D, R, W, C, and changes after posting); { $left_out ->
        [one] one finding about payments, returns, the ledger or decisions is
       *[other] { $left_out } findings about payments, returns, the ledger and decisions are
    } held against no township.
quality-note-rank = The rank goes by the share of rows to settle, lowest first: rows with a finding that refuses or holds, also where a decision has settled it since. In brackets the ranks it may as well have: one township stands before another only where their 95% intervals (Wilson) do not meet; with fewer than { $fewest } rows there is no rank.
quality-note-answers = Corrected in time = answer followed ÷ sent back to answer. Sent back to answer: findings to settle in the exception workbooks that came back, each once. Answer followed: by this run the answer was followed, or the list was corrected as it says, or the finding is gone. Still open: blank, not complete, contradicted, not to be followed, or the row was changed before it was answered. In no answer yet: findings to settle in this run that are in no workbook that came back; not part of the whole.
quality-note-no-answers = No exception workbook has come back (nothing in decisions/), so no share corrected can be known; that is not 0%.
quality-note-ledger = Returned by the bank: of this period's payments that the bank has, those that failed or were returned after crediting; returned, a thousand = these ÷ payments that the bank has × 1000. A payment made again is another.
quality-note-no-ledger = There is no ledger, so nothing is known of returned payments (zhibu pay keeps one).
quality-people = People
quality-ages = People paid by age and sex
quality-age = Age
quality-men = Men
quality-women = Women
quality-both = Total
quality-age-band = { $from }–{ $to }
quality-age-hundred = 100 and more
quality-age-unknown = not in their numbers
quality-bridge = From last year to this: { $list }
quality-term = Term
quality-number = People
quality-opening = Last year
quality-closing = Now
quality-kind = Kind of finding
quality-to-settle = To settle
quality-note-level = Note
quality-chart-kinds = Findings by kind: to settle, advise
quality-bridge-chart = From last year to this: { $list } (the axis does not begin at 0)
