# Findings as people read them: severities, labels, and what rules fill in.

severity-note = note
severity-advise = advise
severity-hold = hold
severity-refuse = refuse

rule-title = what{"    "}
rule-cause = cause{"   "}
rule-fix = fix{"     "}
rule-example = example{" "}
rule-source = rule{"    "}

finding-amount-zero = is zero
finding-amount-no-number = is not a number
finding-amount-negative = is negative
finding-amount-fraction = has fractions of a fen
finding-amount-too-large = is too large
finding-amount-blank = is blank, where other rows of the sheet have one
finding-amount-before = before
finding-amount-suspended = : suspended from { $from }, restored from { $until }, without back-pay
finding-amount-ended = : not entitled from { $from } on
finding-amount-outside-term = : the period lies outside the term, { $from } to { $to }

finding-text-formula = starts with = + - @ and would run as a formula
finding-text-control = holds a TAB or a line break
finding-text-separator = holds the bank file's separator

finding-birth-no-day = there is no such day
finding-birth-future = it lies in the future
finding-birth-long-ago = it lies before 1900

finding-digits-kept = ; the file's own digits are whole, and are the other list's for the same name
finding-digits-likely = ; the other list's number for the same name is proposed

finding-bank-unsaid = neither the row, nor the roster, nor the card's prefix names a bank
finding-bank-not-allowed = 「{ $bank }」 is not among the banks that the project allows

finding-file-changed = it was changed after it was exported
finding-file-unknown = no such file was approved
finding-file-other-ledger = its head is no event of this ledger: one of the two was exchanged
finding-file-written-otherwise = the profile now writes it otherwise than when it was approved

finding-likely-name-and-village = same name, same village
finding-likely-household-and-birth = same household, name and birth date
finding-likely-household-near-name = same household, names a character apart

finding-slip-changed = digit { $at } of the number differs
finding-slip-exchanged = digits { $first } and { $second } are exchanged
finding-slip-left-out = a digit is left out at { $at }
finding-slip-none = different numbers

finding-sharing-never = an account is for one person
finding-sharing-household = only a household may share
finding-sharing-limit = at most { $limit } people may share

finding-event-missing = event { $seq } is missing
finding-event-unlinked = event { $seq } does not follow from the one before it
finding-event-changed = event { $seq } is not what was written

finding-between-places = ；
finding-between-names = 、

finding-message = { $title }: { $cause }
finding-found = found{"   "}
finding-cause = cause{"   "}
finding-fix = fix{"     "}
finding-proposal = propose{" "}
finding-source = rule{"    "}
finding-copies-differ = ; account, amount, bank or holder differ, so all are held
finding-comma = ,{" "}
finding-semicolon = ;{" "}
finding-list-comma = ,{" "}
finding-woman = woman
finding-man = man
finding-check-digit-confirmed = ; the other list has { $number } for the same name
