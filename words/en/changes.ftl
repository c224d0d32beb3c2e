# The population audit: on the terminal and in changes.xlsx.

changes-nothing-to-compare =
    no list of last year and no change register to compare with.
    Put the files into the project folder, and at least one of these under [inputs]
    of zhibu.toml:
changes-county-from-to = { $list }: from { $before } to { $now }, the county (people)
changes-last-year = last year
changes-this-year = this year
changes-township = township
changes-came = came
changes-left = left
changes-moved = moved
changes-unexplained = unexplained
changes-county = county
changes-paid-after-removal-by-cadence = paid in { $prior_period } after a removal, by when removals bite:
changes-this-county = ← this county
changes-population-changes-period = Population changes { $period }
changes-pay-list-bridge = Pay list bridge
changes-roster-bridge = Roster bridge
changes-pay-list-people = Pay list people
changes-roster-people = Roster people
changes-paid-after-removal = Paid after removal
changes-register = Register
changes-township-heading = Township
changes-end-of-prior-period = End of { $prior_period }
changes-from-another-township = + from another township
changes-less-to-another-township = − to another township
changes-now-period = = now, { $period }
changes-bridge-title = From last year to this: { $table } (people)
changes-county-heading = County
changes-bridge-note = The people behind each term are on the sheets of people: last year + came − left ± moved between townships = now.
changes-change = Change
changes-place-before = Place before
changes-place-now = Place now
changes-name-before = Name before
changes-name-now = Name now
changes-number-before = Number before
changes-number-now = Number now
changes-matched-by = Matched by
changes-effective = Effective
changes-document = Document
changes-where = Where
changes-place = Place
changes-name = Name
changes-number = Number
changes-paid-yuan = Paid (yuan)
changes-total = Total
changes-kind-of-change = Change
changes-what-became-of-it = What became of it
changes-likely-a-copy = likely a copy
changes-unexplained-addition = unexplained addition
changes-unexplained-removal = unexplained removal
changes-between-townships = between townships
changes-written-otherwise = written otherwise
changes-pay-list = pay list
changes-roster-in-the-scheme = roster, in the scheme
changes-register-alone = no list of last year is given: the register was compared, and there is no bridge.
changes-nothing-amiss = the audit found nothing amiss.
changes-found = what the audit found:
changes-too-much = Too much: { $cadence }
changes-too-much-here = Too much: { $cadence } (this county)
