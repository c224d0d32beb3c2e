# One person's way from source cells to money: how rows of two years go together.

trace-new-in-scheme = 上年不在扶持范围；{ $term }
trace-new-on-list = 上年不在发放名册上；{ $term }
trace-gone-from-scheme = 今年已不在扶持范围：{ $term }
trace-gone-from-list = 今年不在发放名册上：{ $term }
trace-this-years = 就是今年的 { $at }：{ $how }
trace-this-years-moved = 就是今年的 { $at }：{ $how }；换了乡镇
trace-out-already = 上年就已不在扶持范围，不算变动
trace-no-row = 今年没有对应的行
