# What a bank sends back: a file that cannot be trusted, a line that is badly formed.

## Why a file is no return that can be trusted

returns-no-layout = the profile { $profile } has no [return] section: what this bank sends back is not known
returns-empty = the file is empty
returns-too-large = the file is too large: past { $limit }
returns-charset = line { $line }: not written in { $charset }
returns-layout = line { $line }: the file is not in this profile's layout: { $expected } were expected
returns-heading = line { $line }: the headings are not the profile's; expected: { $expected }
returns-two-tables = two sheets carry the profile's headings: which one counts cannot be told
returns-record = line { $line }: the first or last record is not as the profile describes it
returns-totals = line { $line }: the file states { $what } { $stated }, its lines have { $found }
returns-quote = line { $line }: a double quote is not closed where its field ends
returns-cut-off = line { $line }: the file is cut off here
returns-workbook = the workbook cannot be read: { $why }
returns-xml = line { $line }: the XML is damaged: { $detail }
returns-document-type = line { $line }: the XML declares a document type or uses an entity of its own
returns-message = line { $line }: the message is «{ $found }»; pain.002.001.10 and camt.054.001.08 can be read

## What a line is made of, and what a file states of itself

returns-fields-a-line = { $fields } fields a line
returns-bytes-a-line = { $bytes } bytes a line
returns-stated-count = a number of lines of
returns-stated-sum = a sum of
returns-stated-count-of-one = a number of lines of one result of
returns-stated-sum-of-one = a sum of one result of

## Why a line is badly formed

returns-line-fields = { $found } fields instead of { $expected }: which is which cannot be told
returns-line-width = { $found } bytes instead of { $expected }, or a field ends inside a character
returns-line-not-a-line = its mark is not that of a payment
returns-line-no-key = no reference or line number that is one
returns-line-amount = the amount is no sum of yuan
returns-line-digits-lost = the account was stored as a number and lost its last digits
