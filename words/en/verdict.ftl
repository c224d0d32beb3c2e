# The first line of a run: can it be paid.

verdict-pay = Can be paid: { $people } people, { $amount } yuan
verdict-more = Can be paid in addition: { $people } people, { $amount } yuan
verdict-nobody = Cannot be paid: there is nobody who can be paid
verdict-nobody-more = Nothing more to pay: nobody is left who can be paid
verdict-refused = Cannot be paid: the run is refused; settle what follows first
