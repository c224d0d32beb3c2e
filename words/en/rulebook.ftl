# The rulebook and the project file.

rulebook-verdict-approve = approve
rulebook-verdict-reject = reject
rulebook-verdict-correct = correct

rulebook-format-delimited = delimited
rulebook-format-fixed-width = fixed-width
rulebook-format-xlsx = xlsx template

rulebook-from-next-month = from the next month
rulebook-from-next-quarter = from the next quarter
rulebook-from-next-half-year = from the next half-year
rulebook-from-next-year = from the next year

rulebook-alike-traditional = ; traditional and simplified forms
rulebook-alike-sound = ; they sound alike
rulebook-alike-look = ; they look alike

rulebook-outcome-paid = paid
rulebook-outcome-failed = failed
rulebook-outcome-pending = pending
rulebook-outcome-unknown = unknown

rulebook-room-characters = { $most } characters
rulebook-room-bytes = { $most } bytes

rulebook-no-project = { $folder }: no zhibu.toml here; `zhibu new DIR` makes a project folder
rulebook-no-such-rules = { $name }: no such rules; shipped are: { $shipped }

rulebook-unread-file = { $path }: cannot be read: { $source }
rulebook-syntax = { $file }, line { $line }: { $detail }
rulebook-unknown-key = { $file }: unknown key `{ $key }`
rulebook-misspelt-key = { $file }: unknown key `{ $key }`; did you mean `{ $nearest }`?
rulebook-missing-key = { $file }: `{ $key }` is missing: { $expected }
rulebook-bad-value = { $file }: `{ $key }` is «{ $found }»; expected { $expected }
rulebook-heading-twice = rules/columns.toml: the heading «{ $heading }» stands under `{ $first }` and `{ $second }`
