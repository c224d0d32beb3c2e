# The help of the command line. Ids are made of the place: help-<command>,
# help-<command>-<argument>, help-example-<command>.

## The help's own words.

help-usage = Usage
help-usage-options = OPTIONS
help-usage-command = COMMAND
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-help = Print help
help-version = Print version
help-command-help = Print the help of a command
help-choices = {" "}({ $values })
help-choices-default = {" "}({ $values }; default { $value })
help-default = {" "}(default { $value })
help-example-heading = example:

## A command line that is wrong.

help-wrong-no-value = a value is required for { $argument }, and none was given
help-wrong-value = { $argument } cannot be “{ $value }”
help-wrong-value-because = { $argument } cannot be “{ $value }”: { $why }
help-wrong-argument = there is no argument { $argument }
help-wrong-command = there is no command { $command }
help-wrong-together = { $argument } cannot be used with { $other }
help-wrong-missing = these are missing: { $arguments }
help-wrong-no-command = a command is missing
help-wrong-number = a whole number is needed
help-wrong-range = it must be in { $range }
help-wrong-choices = it may be: { $values }
help-wrong-nearest = the nearest is { $near }
help-wrong-more = For more, add --help.

## Every command.

help-about =
    Verifies rosters of people resettled by reservoirs and turns the direct
    subsidy into payments that nobody has to doubt.
help-demo = Invent the reference county and run it
help-new = Make a project folder
help-inspect = Show what the reader understands of files
help-run = The annual run
help-changes = The population-change audit alone
help-evaluate = The self-evaluation: its figures and their contradictions
help-next = Write the next period's lists
help-explain = Explain a rule, or one person's way from source cells to money
help-verify = Re-read an output folder and check it
help-open = Open a sealed output, or make a key for it
help-purge = Remove the people of past periods; totals and hashes stay
help-sample = Draw households for a field check, with its forms
help-pay = The payout's life, from prepare to close
help-pay-prepare = Make up a batch from a run's output
help-pay-approve = Another person states head count and sum
help-pay-withdraw = Take back lines or a batch before it is sent
help-pay-export = Write the bank's files of an approved batch
help-pay-return = Take in what the bank sent back
help-pay-reissue = Make again what is proven failed
help-pay-close = Close a batch: every line is accounted for
help-pay-status = Show where every batch and every yuan stands
help-pay-simulate = Play the bank, to try the whole life
help-ledger = The ledger: who signs, and whether it is whole
help-ledger-enrol = Enrol a signer; the first begins the ledger
help-ledger-verify = Follow the chain, and look at the exports
help-bank = The layouts of bank files
help-bank-list = Show which layouts there are
help-bank-check = Check whether a file is what its layout says
help-crosscheck = Compare many counties' runs with each other
help-crosscheck-key = Make the key that the counties share
help-crosscheck-prepare = Write a county's keyed copy, which shows nobody
help-crosscheck-resolve = Find a county's own rows behind what came back
help-query = Ask a run's tables by SQL

## Arguments that every command takes.

help-global-format = Form of the results
help-global-lang = Language; else the locale's or project's
help-global-threads = Threads; else one a core. They change no byte
help-global-quiet = Results only: no progress, no hints

## Arguments that mean the same in several commands.

help-arg-project = The project folder
help-arg-out = The output folder; else out/<period> in the project
help-arg-full = Identity numbers and accounts in full
help-arg-by = Who does it: an enrolled name
help-arg-key = A key file; else a passphrase, or ZHIBU_PASSPHRASE
help-arg-batch = The batch
help-arg-seal =
    Write one archive that RECIPIENT (age1…, or a file
    of such lines) alone can open; repeatable

## Arguments of one command.

help-demo-dir = Where to write it
help-demo-seed = Chooses names, numbers and where errors stand
help-demo-scale = How many times the reference county
help-demo-clean = Plant no errors
help-demo-evaluation = With a fund workbook and lists, and evaluate them
help-demo-years =
    How many years; 2 adds last year's lists,
    the register and the postings
help-demo-people = Invent a nation of people, ten thousand a county
help-demo-parquet = Write the counties' outputs as Parquet, no workbooks
help-new-dir = The project folder
help-new-fund = Write the fund workbook's template; else fund.xlsx
help-new-example = With one invented row a sheet
help-evaluate-fund = The fund workbook; several files may be named
help-evaluate-report = A written report; checked alone without a project
help-evaluate-standard = Yuan for a person and year; else the programme's
help-evaluate-ties = List each relation of the report that holds
help-evaluate-out = The output folder; else out/<period>-evaluation
help-evaluate-strict = Exit with 1 where something is found
help-inspect-files = The files to look at
help-run-only = Write a part only
help-run-strict = Exit with 1 where rows are on hold
help-changes-out =
    The output folder; else
    out/<period>-changes in the project
help-next-out =
    The next period's project folder; else
    next/<period> in the project
help-explain-code = A rule's code, such as V004; all of them without one
help-explain-person = One person's identity number, or name
help-explain-project = The project folder; else this one
help-verify-out = The output folder
help-purge-before = All that ended before this period began
help-purge-yes = Do it; else it only says what would be removed
help-open-archive = The archive, such as out/2020.tar.age
help-open-out = The folder; else the archive without .tar.age
help-open-identity = A file with the secret that opens it; repeatable
help-open-new-identity = Write a new secret there, and print its recipient
help-pay-approve-people = The head count, typed by the approver
help-pay-approve-amount = The sum in yuan, typed by the approver
help-pay-withdraw-line = Which lines; the whole batch without any
help-pay-withdraw-reason = Why
help-pay-export-out = Where to; else pay/<batch> in the project
help-pay-return-files = The files that the bank sent back
help-pay-return-batch = The batch, where neither name nor content says
help-pay-status-batch = One batch, line by line; all batches without one
help-pay-status-all = Lines that were credited too
help-pay-simulate-seed = Chooses who fails
help-pay-simulate-failed = How many fail, of ten thousand
help-pay-simulate-pending = How many are pending, of ten thousand
help-pay-simulate-unknown = How many get an unknown code, of ten thousand
help-ledger-enrol-name = The name
help-ledger-enrol-by = Somebody who is enrolled; not for the first
help-ledger-enrol-by-key = That person's key file
help-ledger-enrol-key = This key file instead of a passphrase
help-ledger-enrol-new-key = Write a new key file, and use it
help-bank-list-project = A project folder with layouts of its own
help-bank-check-profile = A layout's id, or its file (.toml)
help-bank-check-file = The bank file
help-bank-check-project = A project folder with layouts of its own
help-crosscheck-folders = Counties' output folders, or folders one or two levels above them
help-sample-seed = An announced seed; else county|period, for trials
help-sample-townships = How many townships
help-sample-households = How many households in each
help-sample-out = The workbook; else in the project folder
help-crosscheck-out = Write what is found as CSV, numbers in full
help-crosscheck-strict = Exit with 1 where something is found
help-crosscheck-key-file = The key file to write
help-crosscheck-prepare-run = The county's output folder
help-crosscheck-prepare-key = The key file that the counties share
help-crosscheck-prepare-out = The folder of the keyed copy
help-crosscheck-resolve-file = The file of this county that came back
help-crosscheck-resolve-run = The county's output folder
help-crosscheck-resolve-key = The key file that the counties share
help-crosscheck-resolve-out = Write the rows as CSV, numbers in full
help-query-sql =
    One SQL statement that reads;
    tables: dispositions, findings, control, inputs
help-query-limit = How many rows are shown, as text

## An example under each help.

help-example =
    zhibu demo
    zhibu new 岳阳县2020
    zhibu run -p 岳阳县2020
help-example-demo =
    zhibu demo /tmp/demo-county
    zhibu demo --years 2 /tmp/two-years
    zhibu demo --people 200000 --parquet /tmp/nation
help-example-new =
    zhibu new 岳阳县2020
    zhibu new --fund 岳阳县2020/fund.xlsx
help-example-evaluate =
    zhibu evaluate -p 岳阳县2020
    zhibu evaluate -p 岳阳县2020 --fund fund.xlsx -o /tmp/try
    zhibu evaluate --report 自评报告.docx
help-example-inspect = zhibu inspect roster/荣家湾镇.xlsx
help-example-run =
    zhibu run -p 岳阳县2020
    zhibu run -p 岳阳县2020 --only payout,exceptions -o /tmp/try
help-example-changes =
    zhibu changes -p 岳阳县2021
    zhibu changes -p 岳阳县2021 -o /tmp/try
help-example-next = zhibu next -p 岳阳县2020 -o 岳阳县2021
help-example-explain =
    zhibu explain V004
    zhibu explain --person 张三 -p 岳阳县2021
    zhibu explain --person NUMBER -p 岳阳县2021
help-example-verify = zhibu verify 岳阳县2020/out/2020
help-example-purge =
    zhibu purge --before 2016 -p 岳阳县2020
    zhibu purge --before 2016 -p 岳阳县2020 --by 张三 --yes
help-example-open =
    zhibu open --new-identity auditor.key
    zhibu open 岳阳县2020/out/2020.tar.age --identity auditor.key
help-example-pay =
    zhibu ledger enrol 张三 -p 岳阳县2020
    zhibu ledger enrol 李四 -p 岳阳县2020 --by 张三
    zhibu pay prepare -p 岳阳县2020 --by 张三
    zhibu pay approve 2020-001 -p 岳阳县2020 --by 李四 --people 42198 --amount 25318800.00
    zhibu pay export 2020-001 -p 岳阳县2020 --by 张三
    zhibu pay return 回盘.csv -p 岳阳县2020 --by 张三
    zhibu pay status -p 岳阳县2020
help-example-pay-prepare = zhibu pay prepare -p 岳阳县2020 --by 张三
help-example-pay-approve = zhibu pay approve 2020-001 -p 岳阳县2020 --by 李四 --people 42198 --amount 25318800.00
help-example-pay-withdraw = zhibu pay withdraw 2020-001 --line 17 --reason 已死亡 -p 岳阳县2020 --by 张三
help-example-pay-export = zhibu pay export 2020-001 -p 岳阳县2020 --by 张三
help-example-pay-return = zhibu pay return 回盘/*.csv -p 岳阳县2020 --by 张三
help-example-pay-reissue =
    zhibu run -p 岳阳县2020
    zhibu pay reissue -p 岳阳县2020 --by 张三
help-example-pay-close = zhibu pay close 2020-001 -p 岳阳县2020 --by 张三
help-example-pay-status =
    zhibu pay status -p 岳阳县2020
    zhibu pay status 2020-001 -p 岳阳县2020
help-example-pay-simulate = zhibu pay simulate 2020-001 -p 岳阳县2020 --failed 200
help-example-ledger =
    zhibu ledger enrol 张三 -p 岳阳县2020
    zhibu ledger verify -p 岳阳县2020
help-example-ledger-enrol =
    zhibu ledger enrol 张三 -p 岳阳县2020
    zhibu ledger enrol 李四 -p 岳阳县2020 --by 张三
    zhibu ledger enrol 李四 -p 岳阳县2020 --by 张三 --new-key 李四.key
help-example-ledger-verify = zhibu ledger verify -p 岳阳县2020
help-example-bank =
    zhibu bank list
    zhibu bank check plain-csv 岳阳县2020/out/2020/payout/某银行/某镇.csv
help-example-bank-list =
    zhibu bank list
    zhibu bank list -p 岳阳县2020
help-example-bank-check =
    zhibu bank check icbc-bpt 2020-001-001.bpt
    zhibu bank check rules/banks/我行.toml 试发.txt
help-example-crosscheck =
    zhibu crosscheck 岳阳县2020/out/2020 平江县2020/out/2020
    zhibu crosscheck /data/counties -o /data/crosscheck
    zhibu crosscheck prepare 岳阳县2020/out/2020 --key 2020.key -o 岳阳县-2020
help-example-crosscheck-key = zhibu crosscheck key 2020.key
help-example-crosscheck-prepare = zhibu crosscheck prepare 岳阳县2020/out/2020 --key 2020.key -o 岳阳县-2020
help-example-crosscheck-resolve =
    zhibu crosscheck resolve 岳阳县_2020.csv 岳阳县2020/out/2020 --key 2020.key
    zhibu crosscheck resolve 岳阳县_2020.csv 岳阳县2020/out/2020 --key 2020.key -o found
help-example-query =
    zhibu query -p 岳阳县2020 "SELECT township, sum(amount) AS yuan FROM dispositions WHERE disposition = 'paid' GROUP BY township"
    zhibu query --out 岳阳县2020/out/2020 "SHOW TABLES"
    zhibu query -p 岳阳县2020 "DESCRIBE findings"
help-example-sample =
    zhibu sample -p 岳阳县2020 --seed 'lottery 2021-01-12 03 11 17 20 28 31 09'
    zhibu sample -p 岳阳县2020 --seed 20210112 --townships 5 --households 10 -o 抽查.xlsx
