# summary.xlsx.

summary-what-must-balance = What must balance
summary-equation = Equation
summary-left-side = Left side
summary-right-side = Right side
summary-result = Result
summary-yuan-by-township = Yuan paid = sum of the townships
summary-yuan-by-bank = Yuan paid = sum of the banks
summary-yuan-by-file = Yuan paid = sum of the payout files
summary-people-times-standard = People paid × standard = yuan paid
summary-not-whole-standard = some are not paid the whole standard: see the amounts in data/dispositions.csv
summary-balances = balances
summary-does-not-balance = DOES NOT BALANCE
summary-roster-by-disposition = Roster rows = sum of where they end
summary-pay-list-by-disposition = Pay-list rows = paid + already paid + held + merged
summary-roster-by-township = Roster rows = sum of the townships
summary-roster-by-reservoir = Roster rows = sum of the reservoirs
summary-people-by-township = People paid = sum of the townships
summary-people-by-bank = People paid = sum of the banks
summary-different-people = { $count } different people
summary-people-without-paid-row = { $held_people } people without a paid row
summary-bridge = From the roster to the money
summary-step = Step
summary-rows = Rows
summary-yuan = Yuan
summary-remarks = Remarks
summary-bridge-chart = From the roster to the money (rows)
summary-code = Code
summary-decision = Decision
summary-outcome = Outcome
summary-decided-by = Decided by
summary-value = Value
summary-correction = Correction
summary-date = Date
summary-key = Key
summary-where-the-problem-is = Where the problem is
summary-where-the-decision-is = Where the decision is
summary-decisions = Decisions
summary-decisions-followed = { $made } in all, { $applied } of them followed
summary-roster-rows = Roster rows
summary-project-support = Project support
summary-not-payable = Not payable
summary-not-listed = Not listed
summary-pay-list-rows = Pay-list rows
summary-merged-copies = Merged copies
summary-already-paid = Already paid
summary-held = Held
summary-people-paid = People paid
summary-paid-yuan = Paid (yuan)
summary-held-yuan = Held (yuan)
summary-by-township = By township
summary-by-township-title = By township
summary-township = Township
summary-chart-people = People paid by township
summary-chart-by-township = Paid and held by township (rows)
summary-by-reservoir = By reservoir
summary-by-reservoir-title = By reservoir
summary-reservoir = Reservoir
summary-chart-by-reservoir = Paid and held by reservoir (rows)
summary-not-stated = (not stated)
summary-total = Total
summary-by-bank = By bank
summary-bank = Bank
summary-by-bank-title = By bank
summary-subtotal = Subtotal
summary-banks = The banks beside each other
summary-all = all
summary-chart-by-bank = Paid by bank (yuan)
summary-title = Summary { $period }
summary-signature = Prepared by: ______________    Checked by: ______________    Responsible: ______________
summary-overview = Overview
summary-overview-title = { $county } { $period }: overview
summary-run-is-refused = This run is refused: no payout file was written. Deal with the findings of level “refuse” first.
summary-unit-people = {" "}people
summary-unit-yuan = {" "}yuan
summary-programme = Programme
summary-period = Period
summary-judged-as-of = Judged as of
summary-standard-a-person = Standard a person
summary-quota = Quota
summary-budget = Budget
summary-levels-changed = Levels that the county changed
summary-level-now = Level now
summary-since = Since
summary-reason = Reason
summary-acknowledged = Findings acknowledged by name
summary-place = Place
summary-by-on = By, on
summary-none = none
summary-findings = Findings
summary-problem = Problem
summary-level = Level
summary-findings-count = Findings
summary-step-on-roster = On the roster
summary-step-less-project-support = − project support
summary-step-less-not-payable = − not payable
summary-step-less-merged-roster = − merged copies
summary-step-less-not-listed = − not listed
summary-step-of-these-on-pay-list = = of these, on the pay list
summary-step-on-pay-list = On the pay list
summary-step-less-merged-pay-list = − merged copies
summary-step-less-already-paid = − already paid
summary-step-less-held = − held
summary-step-paid = = paid
summary-people-left = {" "}({ $apart } left)
summary-people-over = {" "}(over by { $apart })
summary-yuan-left = {" "}({ $apart } left)
summary-yuan-over = {" "}(over by { $apart })
