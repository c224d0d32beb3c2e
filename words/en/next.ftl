# The next period's lists: workbooks, the project file, and why a row is left out.

next-left-out-copy = copies
next-left-out-rejected = decided not to be paid
next-left-out-removed = removed by the register
next-left-out-to-project = to project support
next-left-out-pending = held and not decided
next-carried-title = Decisions carried on
next-carried-sheet = Carried on
next-carried-first = Decided at first
next-pending-title = Held and not decided
next-pending-township = Township
next-pending-village = Village
next-pending-name = Name
next-pending-number = Number
next-pending-codes = Held for (codes)
next-pending-where = Where
next-register-title = Change register, carried on
next-register-sheet = Register
next-register-note = decision: { $code } { $by }
next-project-head =
    Made from the last run. Check quota and budget, and add this period's lists
    from other bodies ([[watchlist]]).
