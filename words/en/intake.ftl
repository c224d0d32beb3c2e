# Reading files: what was left out, what cannot be read, and what to do about it.

intake-skipped-title = title
intake-skipped-heading = heading
intake-skipped-repeated-heading = repeated heading
intake-skipped-total = total
intake-skipped-signature = signature
intake-skipped-note = note
intake-skipped-blank = blank
intake-skipped-hidden-sheet = hidden sheet
intake-skipped-other-table = of another table

intake-no-table = no table
intake-no-files = zhibu.toml: `{ $key }` is «{ $glob }»: there is no such file yet; put the files there, or change the key

intake-hidden-waived = the project file waives it by name: it was not read
intake-hidden-open = the project file does not say what to do with it

intake-unseen-hidden-rows = hidden rows
intake-unseen-merges = merged cells
intake-unseen-struck-rows = struck rows
intake-unseen-formulas = formulas without a saved value
intake-unseen-digits = a number's own digits

intake-total-people = { $people } people
intake-total-yuan = { $amount } yuan

intake-unreadable-empty = the file is empty
intake-unreadable-no-spreadsheet = the file is not a spreadsheet
intake-unreadable-corrupt-zip = the workbook's container is damaged: { $detail }
intake-unreadable-truncated = the file is cut off: its end is missing
intake-unreadable-password = the workbook is protected by a password
intake-unreadable-html = the file is a web page (HTML) under a workbook's name
intake-unreadable-spreadsheet-ml = the file is an XML spreadsheet of 2003 (SpreadsheetML)
intake-unreadable-wps = the file is a WPS table (.et) in a format of its own
intake-unreadable-no-sheet = the workbook has no worksheet
intake-unreadable-no-data = no cell of the file holds a value
intake-unreadable-too-large = the file is too large: { $what } past { $limit }
intake-unreadable-duplicate-entry = the workbook's container names an entry twice, or entries overlap
intake-unreadable-unsafe-name = the workbook's container has an entry with an unsafe name: { $name }
intake-unreadable-dtd = { $part } declares a document type or entities, which no workbook needs
intake-unreadable-encoding = the text's encoding is broken at byte { $offset }: { $detail }
intake-unreadable-quote = the quote opened on line { $line } is not closed where the field ends
intake-unreadable-parser = the content is damaged: { $detail }

intake-mend-ask = Ask its sender for the whole file and put it back.
intake-mend-formats = Put in a .xlsx, .xls, .xlsb, .ods or .csv file; a plain text table needs the name .csv.
intake-mend-repair = Open and repair it in Excel or WPS, save it as .xlsx and put it back; if it does not open, ask its sender for it again.
intake-mend-password = Open it in Excel or WPS, remove the password, save it as .xlsx and put it back.
intake-mend-save-as = Open it in Excel or WPS, save it as .xlsx and put it back.
intake-mend-right-file = Check whether it is the right file; if it is not needed, move it away.
intake-mend-too-large = Delete sheets, pictures and blank rows or columns that are not needed, save it as .xlsx and put it back; do not open it if you do not know where it is from.
intake-mend-tampered = Somebody may have tampered with it. Ask its sender, and save it anew as .xlsx from Excel or WPS.
intake-mend-encoding = Open and check it in Excel or WPS, save it as CSV UTF-8 or .xlsx and put it back.
intake-mend-quote = Add or delete the double quote, or save the table as .xlsx, and put it back.

intake-excess-decompressed-bytes = decompressed bytes
intake-excess-entries = entries of the container
intake-excess-ratio = compression ratio
intake-excess-cells = cells with a value
intake-excess-text-bytes = bytes of text in cells
intake-excess-cells-between = cells between the first value and the last
intake-excess-file-bytes = bytes of the file
intake-excess-parser-memory = bytes of memory to parse this old format
intake-excess-parser-seconds = seconds to parse this old format

intake-garbled-against-its-mark = not valid in the encoding its byte order mark names
intake-garbled-neither = neither valid UTF-8 nor valid GB 18030
intake-garbled-mixed = UTF-8 and GB 18030 are mixed in one file
intake-garbled-zero-byte = a zero byte: binary data, or UTF-16 without its mark

intake-nearest-heading = ; 「{ $heading }」 is nearest to the known 「{ $synonym }」
intake-not-a-file = { $path }: matches `{ $key }` of zhibu.toml and is no file; move it away, or name files inside folders as in roster/*/*
intake-unread-file = { $path }: cannot be read: { $source }
intake-bad-glob = zhibu.toml: `{ $key }` is «{ $glob }»: not a file pattern: { $detail }
