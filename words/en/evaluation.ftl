# The self-evaluation: its tables, its findings' details, its report.

# Tables and sheets
evaluation-sheet-documents = the sheet of documents
evaluation-sheet-uses = the sheet of uses
evaluation-sheet-projects = the project register
evaluation-sheet-indicators = the sheet of indicators
evaluation-sheet-people = the list
evaluation-list-trainees = people trained
evaluation-list-relocated = people moved out of danger
evaluation-list-lifted = people lifted out of poverty

# Cells
evaluation-blank = (blank)
evaluation-why-blank = nothing is written
evaluation-why-no-number = not a number
evaluation-why-negative = less than nothing
evaluation-why-fraction = not whole fen: a sum is exact to the fen
evaluation-why-too-large = too large
evaluation-why-error = a formula's error
evaluation-why-unsaved = a formula whose value was never saved; open the file and save it again
evaluation-why-date = the cell is typed as a date
evaluation-why-no-count = not a whole number
evaluation-why-unknown-word = a word that is not known; known are: { $known }
evaluation-hidden-sheet = the sheet is hidden
evaluation-no-heading = no heading in it is known
evaluation-lacks-columns = it looks like { $sheet }, and lacks the columns: { $missing }
evaluation-nearest = ; the nearest is 「{ $document }」

# Projects
evaluation-number-missing = project 「{ $project }」 has no number
evaluation-number-again = the number { $number } stands at { $place } already
evaluation-no-township = no township is written
evaluation-no-village = no village is written
evaluation-strange-township = its township 「{ $township }」 is none of the roster's

# Units
evaluation-ten-thousand = { $sum } 万元
evaluation-people = { $people } people

# Columns
evaluation-column-planned = planned
evaluation-column-approved = approved
evaluation-column-spent = spent
evaluation-column-paid = paid
evaluation-column-unpaid = unpaid
evaluation-column-rate = rate
evaluation-column-count = projects
evaluation-column-completed = completed
evaluation-column-accepted = accepted
evaluation-column-people = people
evaluation-column-document = document
evaluation-column-use = use
evaluation-column-township = township
evaluation-column-village = village
evaluation-column-amount = amount
evaluation-column-direct = direct pay
evaluation-column-projects = for projects
evaluation-column-number = number
evaluation-column-project = project
evaluation-column-state = state
evaluation-column-reason = why unpaid
evaluation-column-class = class
evaluation-column-indicator = indicator
evaluation-column-target = target
evaluation-column-stated = stated
evaluation-column-computed = computed
evaluation-column-verdict = compared
evaluation-column-from = from
evaluation-column-list = list
evaluation-column-rows = rows
evaluation-column-counted = counted
evaluation-column-twice = repeated
evaluation-column-invalid = number invalid
evaluation-column-strangers = strangers
evaluation-column-out-of-age = out of age
evaluation-column-person = person (number masked)
evaluation-column-code = code
evaluation-column-finding = finding
evaluation-column-fix = what to do
evaluation-column-item = item
evaluation-column-value = value
evaluation-column-unit = unit
evaluation-column-place = where from
evaluation-column-money = 万元 (10,000 yuan)

# Direct pay
evaluation-other-approved = { $sum } were approved (zhibu.toml)
evaluation-other-documents = the documents' direct pay adds up to { $sum }
evaluation-other-paid = { $from }: { $figure }
evaluation-what-documents-direct = the documents' direct pay
evaluation-what-use-planned = the planned direct pay
evaluation-what-use-spent = the direct pay that is stated as spent
evaluation-what-use-people = the people that are stated as paid
evaluation-from-credited = credited by the ledger
evaluation-from-payable = payable by the run (which proves no payment)

# Indicators
evaluation-agrees = agrees
evaluation-differs = differs
evaluation-not-proven = not proven
evaluation-as-given = as given
evaluation-from-workbook = as given; nothing of it is computed
evaluation-from-run-people = { $place }: to pay, and paid before
evaluation-from-ledger-credited = { $place }: credited
evaluation-payable-only = { $from }: the same, but without a ledger no proof of payment
evaluation-from-standard = { $place }: { $at } ÷ { $people } people get exactly { $standard } yuan
evaluation-from-ledger = { $place }: credited by { $day }, { $time } ÷ { $people } payable
evaluation-no-run = no run's output to prove it (zhibu run first)
evaluation-no-ledger = no ledger: a head count times a standard proves no payment
evaluation-no-list = no list is given to prove it
evaluation-no-sheet = without { $sheet } it cannot be proven
evaluation-of-nothing = a share of nothing

# People
evaluation-number-blank = no identity number
evaluation-number-lost = the number is stored as a number: its last digits are lost
evaluation-number-form = not a number of 18 or 15 characters
evaluation-number-birth = there is no such day of birth
evaluation-number-check = its check character does not fit: a digit is probably wrong
evaluation-not-registered = the roster does not have this number
evaluation-registered-removed = the roster has them as removed

# Known figures
evaluation-known-allocated = allocated
evaluation-known-planned = planned
evaluation-known-spent = spent
evaluation-known-rate = execution rate
evaluation-known-projects = projects
evaluation-known-unpaid-projects = projects not fully paid
evaluation-known-unpaid = unpaid
evaluation-known-registered = registered
evaluation-known-listed = on the pay list
evaluation-known-quota = people approved
evaluation-known-budget = approved
evaluation-known-payable = payable
evaluation-known-held = on hold
evaluation-known-sent = sent to the bank
evaluation-known-credited = credited

# The report
evaluation-title = { $county } { $period }: the fund's self-evaluation
evaluation-unit-line = Sums in 万元, ten thousand yuan. Shares are exact fractions, rounded half up where they are shown.
evaluation-section-fund = The fund: allocated and spent
evaluation-section-documents = Documents
evaluation-section-uses = Uses
evaluation-section-chain = The direct subsidy: from the register to the account
evaluation-section-indicators = Indicators
evaluation-section-by-document = Projects by document
evaluation-section-by-use = Projects by use
evaluation-section-by-township = Projects by township
evaluation-section-unpaid = What is unpaid, and why
evaluation-section-lists = The lists behind the indicators
evaluation-section-exceptions = People on the lists to look at
evaluation-section-findings = What does not agree or cannot be read
evaluation-section-known = Where each figure comes from
evaluation-tab-overview = Evaluation
evaluation-tab-execution = Execution
evaluation-tab-unpaid = Unpaid
evaluation-tab-lists = Lists
evaluation-tab-findings = Findings
evaluation-tab-known = Sources
evaluation-tab-indicators = Indicators
evaluation-tab-documents = Documents
evaluation-tab-uses = Uses
evaluation-tab-exceptions = List exceptions
evaluation-column-title = title
evaluation-column-seen = seen
evaluation-column-key = key
evaluation-known-left = left
evaluation-rate-of-fund = spent ÷ allocated
evaluation-state-completed = completed
evaluation-state-ongoing = under way
evaluation-state-not-begun = not begun
evaluation-total = total
evaluation-part-practical = of these: practical skills
evaluation-part-employment = of these: employment
evaluation-nothing-found = Nothing disagrees.
evaluation-note-changed = Note: zhibu.toml was changed after the run; the direct pay's figures are of before.
evaluation-note-no-run = No output of a run ({ $place }): nothing about the register and the direct subsidy can be compared. Run `zhibu run` first.
evaluation-note-no-ledger = No ledger: who was sent to the bank and credited cannot be proven.
evaluation-note-standard = At the standard: { $people } people × { $standard } yuan = { $product } yuan; the run has { $amount } yuan: { $same }.
evaluation-note-same = the same
evaluation-note-apart = { $difference } yuan apart ({ $at } people get the standard)
evaluation-chain-in-time = of these: credited by { $day }
evaluation-summary = { $all } indicators: agree { $agrees }, differ { $differs }, not proven { $not_proven }, as given { $as_given }.
evaluation-findings-count = { $count ->
    [one] One finding.
    *[other] { $count } findings.
    }

# Errors
evaluation-error-no-fund = no fund workbook: `[evaluation] fund = "fund.xlsx"` in zhibu.toml, or --fund FILE; `zhibu new --fund` writes a template
evaluation-error-read = { $path }: cannot be read: { $why }
evaluation-error-unreadable = { $path }: { $cause }; { $fix }
evaluation-error-output-whole = { $path }: not as it was written, and proves nothing; run `zhibu run` again
evaluation-error-output-refused = { $path }: that run was refused, and proves nothing
evaluation-error-output-other = { $path }: is of another county or period
evaluation-error-output-part = { $path }: only a part was written (--only), without { $file }; run `zhibu run` again
evaluation-files = files: { $path }
evaluation-template-title = Fund workbook for the self-evaluation
evaluation-template-about = How to fill in
evaluation-template-unit = 单位：万元 (ten thousand yuan), exact to the fen
evaluation-template-lines = 
    Documents (资金文件): a row a document. Its sum = direct pay + projects.
    Uses (资金用途): a row a use. The plans add up to the documents. The direct subsidy's name contains 直补.
    Projects (项目台账): a row a project, each number once. Choose use and document from the lists. Where less was paid than approved, say why.
    State: 已完工 completed, 在建 under way, 未开工 not begun. Acceptance: 合格 passed, 整改后合格 passed with remarks, 不合格 failed, 未验收 not yet.
    Indicators (绩效指标): a row an indicator, target and value as you report them. The program computes its own beside yours.
    The unit stands in a heading's brackets; （元） instead of （万元） is read as it says.
    Lists of people trained, moved or lifted out of poverty are workbooks of their own, named under [evaluation] of zhibu.toml.
    Then run: zhibu evaluate -p DIR
evaluation-demo-score = self-evaluation: { $planted } planted, { $found } found
evaluation-demo-missed = missed: 
evaluation-demo-more = not planted: 
evaluation-template-there = { $path }: is there already; it was not touched
