# One person's way from source cells to money: how rows of two years go together.

trace-new-in-scheme = not in the scheme last year: { $term }
trace-new-on-list = not on last year's list: { $term }
trace-gone-from-scheme = in the scheme no longer: { $term }
trace-gone-from-list = not on this year's list: { $term }
trace-this-years = this year's { $at }: { $how }
trace-this-years-moved = this year's { $at }: { $how }; in another township
trace-out-already = out of the scheme already last year: no change
trace-no-row = no row of this year's is theirs
