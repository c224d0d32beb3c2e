# The lists that hang in the villages.

posting-no-village = no village
posting-posting = Posting
posting-no = No.
posting-group = Group
posting-household-head = Household head
posting-name = Name
posting-id-number = ID number
posting-amount-yuan = Amount (yuan)
posting-yuan = {" "}yuan
posting-period = Period
posting-posted = Posted
posting-standard = Standard
posting-people = People
posting-sum = Sum
posting-number-of-people = { $people } people
posting-total = Total
posting-how-to-object = If you disagree with the list or an amount, or if somebody who is entitled is missing, tell the village committee or the township government while the list hangs.
posting-hotline = Telephone for objections:{" "}
posting-own-title = { $county }{ $place }: { $title }
posting-title = { $county }{ $place }: { $programme } for { $period }, to be paid
posting-people-of = { $people }
posting-standard-year = { $sum } yuan a person a year
posting-standard-half-year = { $sum } yuan a person a half-year
posting-standard-quarter = { $sum } yuan a person a quarter
posting-standard-month = { $sum } yuan a person a month
