# The payout's life: pay, ledger, bank, and who signs.

pay-bank-cannot-read = { $path }: cannot be read: { $error }
pay-bank-differs = ✗ { $file } is not what the profile says:
pay-ledger-enrolled = enrolled:{" "}
pay-ledger-who-may-sign = who may sign:{" "}
pay-ledger-enrol-another = approval takes another person: enrol one more, with --by this name
pay-ledger-head = {"  "}head{" "}
pay-prepared = batch { $batch } ({ $kind }): { $people } people, { $amount } yuan
pay-prepared-next = next: another person, `zhibu pay approve { $batch }`
pay-ask-people = head count:{" "}
pay-ask-yuan = yuan:{" "}
pay-no-sum = that is no sum, such as 25404600.00
pay-approved =
    batch { $batch } is approved by { $by }: { $people } people, { $amount } yuan
    next: `zhibu pay export { $batch }`
pay-withdrawn =
    batch { $batch }: { $people } people, { $amount } yuan withdrawn;
    an approval given before is void
pay-simulated = the simulated bank read { $lines } payments and answers in { $files } files:
pay-approver-states = the approver states head count and sum: --people, --amount
pay-that-is-no-number = that is no number
pay-was-taken-in-before = was taken in before
pay-of-the-whole = of the whole:{" "}
pay-failures-to-correct = not paid, for the townships to correct:{" "}
pay-failures-not-written = the answer is taken in; the townships' workbooks were not written, the next run has them:{" "}
pay-people = people
pay-yuan = yuan
pay-batch = batch
pay-kind = kind
pay-state = state
pay-credited = credited
pay-failed = failed
pay-open = open
pay-kept-apart = lines of answers kept apart:{" "}
pay-line = line
pay-name = name
pay-number = number
pay-account = account
pay-line-yuan = yuan
pay-lines-of-batch = batch { $batch }: { $lines } payments,{" "}
pay-lines-not-credited = { $told } of them not credited
pay-reason-of-lines = {"  "}{ $reason }: { $lines }
pay-sign-clock-is-wrong = the clock is wrong, or SOURCE_DATE_EPOCH is no number of seconds
pay-sign-ask-passphrase = passphrase of { $name }:{" "}
pay-sign-short-passphrase = a passphrase has at least { $LEAST_PASSPHRASE } characters
pay-sign-once-more = once more:{" "}
pay-sign-two-passphrases = these are two passphrases
pay-sign-who-signs = who signs? add --key FILE, set ZHIBU_PASSPHRASE, or type the passphrase in a terminal
pay-sign-short-key-file = { $path }: a key file has at least { $LEAST_KEY_BYTES } bytes
pay-ledger-whole =
    { $mark } the ledger is whole: { $events } events, { $batches } batches, { $payments } payments,
    {"  "}{ $lines } lines of answers; { $exports } exports were looked at
pay-others-failed = { $others } others have a failed payment: `zhibu pay reissue`
pay-others-new = { $others } others are paid anew: `zhibu pay prepare`
pay-exported-before = was exported before, unchanged
pay-exported-now = is exported
pay-exported =
    batch { $batch } { $what }: { $files } files, { $people } people, { $amount } yuan
    files: { $folder }
pay-closed =
    batch { $batch } is closed: { $paid_people } people credited with { $paid } yuan,
    { $failed_people } people, { $failed } yuan not paid
pay-bank-proved-charset = charset
pay-bank-proved-structure = structure
pay-bank-proved-headings = headings
pay-bank-proved-lengths = lengths of fields
pay-bank-proved-totals = the file's own count and sum
pay-bank-proved-iso-20022 = the rules of ISO 20022
pay-bank-most-rows = { $rows } payments
pay-bank-most-rows-and-yuan = { $rows } payments and { $amount } yuan
pay-bank-layout =
    { $id }  { $name }
    {"  "}layout  { $kind }, { $charset }, { $fields } fields, { $most } a file at most
    {"  "}known from  { $from }
pay-bank-proved = ✓ { $people } people, { $amount } yuan; proved: { $proved }
pay-bank-hint = One of them goes into the project file, [payout] profile. Each must be checked with the bank before its first use.
