# What a bank's file has that its profile does not say.

bank-line = line { $line }: { $what }
bank-charset = bytes that the charset does not have
bank-line-end = the line does not end as the profile says
bank-heading = the heading is not the profile's
bank-record = a header or trailer is missing, or is not as the profile has it
bank-fields = { $found } fields instead of { $expected }
bank-quotes = quotation marks are not as the profile says
bank-width = { $found } bytes instead of { $expected }
bank-padding = «{ $field }» is not filled up as the profile says
bank-blank = «{ $field }» is blank
bank-money = «{ $field }» is no sum as the profile writes it
bank-other = «{ $field }» is not as the profile says
bank-too-long = «{ $field }» is too long: { $room } at most
bank-count = the file says { $stated } payments and has { $counted }
bank-total = the file says { $stated } yuan, its payments come to { $counted }
bank-too-many = more than the { $most } payments of one file
bank-too-much = more than the { $most } yuan of one file
bank-workbook = not the profile's workbook: { $why }
bank-not-text = «{ $field }» is not a text cell
bank-xml = not XML: { $detail }
bank-schema = against ISO 20022: { $detail }

## A workbook that is not the bank's template

bank-one-sheet = more than one sheet
bank-sheet-name = its sheet is not «{ $name }»
bank-hidden-or-merged = hidden rows or merged cells
