# The lists against each other, last year, other bodies and decisions.

reconcile-end-undecided = not decided
reconcile-end-applied = followed
reconcile-end-repeated = said twice
reconcile-end-in-list = corrected in the list
reconcile-end-settled = no longer a finding
reconcile-end-stale = out of date
reconcile-end-refused = cannot be followed
reconcile-end-disagrees = disagrees
reconcile-end-incomplete = not complete

reconcile-opening-manifest-changed = last year's manifest beside it was changed since it was written
reconcile-opening-bytes-changed = its bytes do not fit the hash in last year's manifest: it was changed since
reconcile-opening-other-county = it is the output of 「{ $county }」, not of this county
reconcile-opening-other-rows = last year's manifest has { $rows } rows of { $table }, and { $read } were read

reconcile-mode-project = project support
reconcile-mode-direct = direct pay

reconcile-register-upgrade = an upgrade needs no entry
reconcile-register-nothing = not in the register
reconcile-register-applied = the lists follow it
reconcile-register-not-applied = the lists do not follow it
reconcile-register-later = bites after the period
reconcile-register-unmatched = on no list of either year
reconcile-register-unclear = kind or date unclear
reconcile-register-undated = no date
reconcile-register-kind-unknown = its kind of change is not known
reconcile-register-no-date = it has no date, and is taken as in force
reconcile-register-no-number = it has no number that can be read
reconcile-register-number-unknown = no list of either year has the number
reconcile-register-nor = nor in the register
reconcile-register-says = the register: { $words }
reconcile-register-only = the register has only: { $words }
reconcile-register-unreadable-number = ; { $place } of the roster has the name, and no number that can be read
reconcile-register-perhaps = ; perhaps the held { $places }

reconcile-how-same = the same number and name
reconcile-how-upgraded = the number of 15 digits, written with 18 now
reconcile-how-number = the same number
reconcile-how-register = corrected by the register
reconcile-how-near-number = the same name
reconcile-how-birth = the same name, village and birth date
reconcile-how-account = the same name and account
reconcile-how-near-both = the same household, a name one character off
reconcile-how-place = the same name and village; the numbers cannot be compared

reconcile-last-year-project = last year on the roster for project support
reconcile-last-year-roster-only = last year on the roster, not on the pay list
reconcile-last-year-nowhere = on no list of last year
reconcile-last-year-out = not payable last year ({ $place })
reconcile-last-year-status = last year's status was 「{ $status }」 ({ $place })

reconcile-now-project = on this year's roster for projects
reconcile-now-roster-only = still on the roster, not on the pay list
reconcile-now-nowhere = on no list of this year
reconcile-now-status = this year's roster says 「{ $status }」

reconcile-disposition-paid = paid
reconcile-disposition-already-paid = already paid
reconcile-disposition-held = held
reconcile-disposition-merged = merged copy
reconcile-disposition-not-listed = not listed
reconcile-disposition-project = project support
reconcile-disposition-not-payable = not payable

reconcile-watch-nobody = no list of this year has the number
reconcile-watch-unusable = its number cannot be looked for
reconcile-watch-later = bites after the period
reconcile-watch-number-alone = the number alone is the same
reconcile-watch-firm = number and name are the same
reconcile-watch-no-name = the number alone: the list has no name
reconcile-watch-other-name = the number alone: the list has the name 「{ $name }」
reconcile-watch-bites = ; { $day }: not entitled from { $bites } on
reconcile-watch-due = : { $entitled } yuan are due for the period

reconcile-posted-not-listed = not on the list that was posted
reconcile-posted-no-village = {" "}(no village)
reconcile-posted-amount = posted with { $posted } yuan, { $now } now

reconcile-decision-of-no-row = it is about no row of this year's lists: there is nobody to decide on
reconcile-decision-none = a corrected value without a decision
reconcile-decision-unknown = the decision is none of approve, reject, correct
reconcile-decision-no-value = “correct” without a corrected value
reconcile-decision-lost-value = the corrected value is not what was typed (a number, date or formula was stored): make the cell text and write it again
reconcile-decision-long-value = the corrected value is too long for a cell
reconcile-decision-unsigned = nobody signed it
reconcile-decision-undated = no date, or none that can be read
reconcile-decision-no-key = its key was deleted
reconcile-decision-blank-cell = the cell is blank, and nobody can be paid so: correct it, or reject
reconcile-decision-not-waivable = it may not be waived: correct the list, or reject
reconcile-decision-of-no-cell = it is about no cell of this year's lists: correct the list itself
reconcile-decision-unreadable = the decision cannot be read

reconcile-missing-of-pay-list = the pay list's { $what }
reconcile-missing-of-roster = the roster's { $what }

reconcile-kept-due = : { $entitled } yuan are due for the period
reconcile-kept-from = not entitled from { $from } on
reconcile-kept-undated = without a date, taken as in force

reconcile-before-corrected = by { $number }, which was corrected
reconcile-before-number = the same number
reconcile-before-name-and-account = the same name and account, by { $number }

reconcile-likely-copy = likely a copy of another person of the list (D005)
reconcile-alike-in-household = same name, village and household
