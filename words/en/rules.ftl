# The rules' words: title, cause, fix and an example, by code. What stands in
# { $… } are a finding's details.

## I: files, sheets and their rows

I001 = the file cannot be read
    .cause = { $cause }
    .fix = { $fix }
    .example = 荣家湾镇.xls is a web page saved under a workbook's name

I002 = the file is too large to read
    .cause = { $cause }
    .fix = { $fix }
    .example = an xlsx of a few KB that unpacks to more than 1 GB

I003 = no heading row
    .cause = the sheet holds data, but no row reads as a heading; the nearest is row { $row }: { $texts }
    .fix = add a heading (at least: { $required }), or delete the sheet
    .example = the first row is 「张三」 at once, without 「姓名」 and 「身份证号」 above it

I004 = a required column is missing
    .cause = no column for the { $field }; the headings are: { $headings }{ $nearest }
    .fix = add the column, or write its heading in a usual way
    .example = a roster without 「身份证号」

I005 = two columns claim one field
    .cause = 「{ $first }」 and 「{ $second }」 both read as the { $field }
    .fix = keep one of them, or give the other another heading
    .example = both 「身份证号」 and 「身份证号码」

I006 = a hidden sheet holds data
    .cause = the hidden sheet holds { $rows } rows; { $state }
    .fix = unhide or delete it; if it is an old one, name it in zhibu.toml under [[acknowledge]] (at = "{ $at }"): it is then not read
    .example = a workbook that hides 「旧表」

I007 = rows are hidden or filtered out
    .cause = { $count } data rows are hidden or filtered out; they were read all the same
    .fix = make sure that they belong in the list
    .example = saved with a filter on, 40 rows out of sight

I008 = the stated total is not that of the rows
    .cause = the total row says { $stated }; the rows above add up to { $actual }
    .fix = see whether a row is missing or the total was not brought up to date
    .example = a total of 120 people over 119 rows

I009 = the same file twice
    .cause = its content is that of { $other }
    .fix = delete one of the two
    .example = 荣家湾镇.xlsx and 荣家湾镇(1).xlsx

I010 = rows that are no data
    .cause = { $count } rows are no data: { $kind }
    .fix = nothing to do
    .example = titles, headings, totals, signatures, blank rows

I011 = the cell is a formula error
    .cause = the formula for the { $field } failed: there is no value to use
    .fix = correct the formula, or type the value
    .example = a VLOOKUP that finds nobody and shows #N/A

I012 = a formula whose result was never saved
    .cause = the { $field } is a formula, and the file does not hold its result
    .fix = open it in Excel or WPS, recalculate and save; or paste it as a value
    .example = a workbook written by a program and never opened since

I013 = a merged cell was filled down
    .cause = the { $field } is merged over { $count } rows; each was given the first one's value
    .fix = make sure that it is the same in all of them; better unmerge and fill in each row
    .example = one merged 「户主」 for a household of four

I014 = stored as a number: the last digits are lost
    .cause = the { $field } is stored as a number of more than 15 digits, of which Excel keeps 15{ $confirmed }
    .fix = format the column as text and type the number again from the document; no format brings it back
    .example = 430621199001011234 that became 4.30621E+17

I015 = a number field is typed as a date
    .cause = the cell of the { $field } is formatted as a date: it is no number to use
    .fix = format the cell as text and type it again
    .example = an account that shows as 1905-06-12

I016 = the encoding cannot be told
    .cause = { $cause }
    .fix = { $fix }
    .example = a CSV half GBK, half UTF-8

I017 = the row is struck through
    .cause = the name or the identity number is struck through, as a clerk strikes out a person
    .fix = find out whether the person was removed; then remove the line through it, or the row
    .example = a deceased person struck out, the row still there

I018 = a number field is stored as a number
    .cause = the { $field } is stored as a number ({ $shown }); its digits are whole, but zeros in front would be gone
    .fix = format the column as text, and see whether zeros stood in front
    .example = a 12-digit passbook account stored as a number

## V: one row by itself

V001 = no identity number
    .cause = the identity number is blank
    .fix = fill it in from the identity card or household register
    .example = a name without a number

V002 = an identity number of the wrong length
    .cause = the number has { $count } characters; 18 are right (15 for an old one)
    .fix = type it again from the identity card
    .example = one digit left out: 17

V003 = characters that do not belong in an identity number
    .cause = the number holds { $characters }; only digits may stand there, and X at the end
    .fix = type it again from the identity card
    .example = the letter O for a zero

V004 = the check digit does not fit
    .cause = the last digit is { $found }, the first 17 call for { $expected }: a digit is probably mistyped{ $confirmed }
    .fix = compare with the identity card and correct it
    .example = …1234 that should be …1237

V005 = an impossible birth date in the number
    .cause = digits 7 to 14 are { $digits }: { $why }
    .fix = compare these eight digits with the identity card
    .example = 19900230: there is no 30 February

V006 = the first two digits are no province
    .cause = the number starts with { $digits }, which is no province's code
    .fix = compare the first six digits with the identity card
    .example = a number that starts with 93

V007 = a 15-digit number of the old kind
    .cause = the number has the old 15 digits; it was compared as its 18-digit form
    .fix = replace it by the 18 digits of the new card
    .example = a number issued before 1999

V008 = the sex is not the number's
    .cause = the list says { $said }, digit 17 says { $numbered }
    .fix = check the sex, and the number as well
    .example = a man whose digit 17 is even

V009 = born after the cut-off
    .cause = born on { $born }, after { $cut_off }: later births are not added to the fixed headcount
    .fix = see whether the person is listed by mistake; somebody who moved later needs the date of the move in the roster
    .example = a child born in 2010 on the pay list

V010 = very old: proof of life
    .cause = { $age } years old by the number
    .fix = see the person, or a video of today, and keep the picture
    .example = born in 1915 and still paid

V011 = no name
    .cause = the name is blank
    .fix = fill it in from the identity card
    .example = a number without a name

V012 = characters that do not belong in a name
    .cause = the { $field } holds { $characters }
    .fix = take these characters out, so that the name alone is left
    .example = 张三2; a zero-width space inside 张三

V013 = the bank file cannot write the holder's name
    .cause = the { $field } has characters that the bank file's charset ({ $charset }) cannot write: { $characters }
    .fix = ask the bank which character it has registered, or use a layout that can write it; never a question mark or a look-alike
    .example = 张䶮: 䶮 is not in GBK as code page 936 has it

V014 = spaces, width or separator of the name were folded
    .cause = spaces, width or separator were folded for comparison only; what was written stays
    .fix = nothing to do; write the name plainly when convenient
    .example = 张　三 and 张三

V015 = no account
    .cause = the account is blank; a blank cell is never filled from the roster by itself
    .fix = fill it in, and let somebody check it
    .example = an account left out of the pay list

V016 = an account of the wrong format
    .cause = the account has { $count } characters: too few or too many, or not digits alone
    .fix = type it again from the card or passbook (a card that starts with 62 has 16 to 19 digits)
    .example = one digit left out of a card number

V017 = the card's check digit does not fit
    .cause = the Luhn digit of the card (62…) does not hold: a digit is probably mistyped
    .fix = compare with the card; if it is a passbook, ask the bank
    .example = two digits of a card number exchanged

V018 = the bank is not known
    .cause = { $why }
    .fix = fill in the bank, or use one that is allowed
    .example = no bank given, and a passbook account that tells none

V019 = a place that is not on the list
    .cause = 「{ $place }」 is not among the places that the project gives
    .fix = write it as the list of places has it; if it is new, add it there first
    .example = one character wrong in the village's name

V020 = the row's township is not the file's
    .cause = the row says 「{ $row }」, the file's or sheet's name says 「{ $file }」
    .fix = find out to which township the person belongs
    .example = a row of 新墙镇 in the workbook of 荣家湾镇

V021 = an amount that cannot be paid
    .cause = the amount { $why }
    .fix = write the amount due, in yuan with two decimals at most
    .example = 600.005; 六百; -600

V022 = the amount is not the entitlement
    .cause = { $entitled } yuan are due for the period{ $term }
    .fix = correct the amount; if there is a reason for it, state it
    .example = 6000 for the 600 of a year

V023 = an unknown support mode
    .cause = the support mode is neither direct pay nor project support
    .fix = write 直补到人, 项目扶持 or 两者结合
    .example = 「待定」 for a support mode

V024 = a reservoir that is not listed
    .cause = it is not among the reservoirs that the project lists
    .fix = write it as listed; if it is the county's, add it to the project file
    .example = 铁山坡 for 铁山

V025 = text that would break a bank file
    .cause = the { $field } { $why }
    .fix = take these characters out
    .example = =HYPERLINK(…) for a name; a comma in a village's name

V026 = width, spaces or case of a number were folded
    .cause = full-width digits, spaces or a small x of the { $field } were folded for comparison
    .fix = nothing to do; write it plainly when convenient
    .example = a small x at the end; ４３０６２１…

V027 = one payment is more than the bank takes in a file
    .cause = the bank takes { $limit } yuan in one file at most, and this payment alone is more
    .fix = check the amount; if it is right, agree with the bank on another way
    .example = 600 yuan where a file may hold 500

V028 = the bank file has no room for it
    .cause = the { $field } is longer than its field in the bank file ({ $room } at most)
    .fix = see whether too much was typed; if not, ask the bank what it has registered, and never shorten it yourself
    .example = a name of 21 characters where the field has 40 bytes

## D: duplicates

D001 = the same person twice in a township
    .cause = the same number and name also stand at: { $places }{ $differ }
    .fix = keep one row; where account or amount differ, find out which is right
    .example = one person copied twice

D002 = the same person in two townships
    .cause = the same number and name also stand at: { $places }{ $differ }
    .fix = the two townships agree where the person belongs; the other deletes the row
    .example = moved from 月田镇 to 新墙镇 and listed by both

D003 = one identity number, two names
    .cause = the number stands for: { $names }; also at: { $places }
    .fix = compare each person's number with the card; a few people really share a number, which a person decides, never the program
    .example = a number copied into the next row

D004 = the 15- and the 18-digit number of one person
    .cause = upgraded, it is the same person as at: { $places }{ $differ }
    .fix = keep the row with 18 digits, delete the other
    .example = a row of an old list that was not deleted

D005 = likely the same person
    .cause = much like { $other }: { $terms }
    .fix = find out whether it is one person; if so keep the row with the right number, if not say so
    .example = same name and village, numbers one digit apart

D006 = one account for several people
    .cause = { $people } people use one account ({ $rule }); also at: { $places }
    .fix = check each person's account; if they are one household, write the same head for all
    .example = three households' money on a village official's card

D007 = another row of the same person is held
    .cause = the other row, at { $places }, is held for { $codes }; so is this one
    .fix = settle the other row first, then keep the right one
    .example = two copies of a row, one of them struck through

## R: the pay list and the roster

R001 = not on the roster
    .cause = the identity number is not on the roster{ $maybe }
    .fix = check the number; somebody who is entitled has to be registered first
    .example = a person on the pay list whom nobody registered

R002 = eligible and not on the pay list
    .cause = on the roster for direct pay; no pay row carries the number{ $maybe }
    .fix = see whether the person was left out; if no longer entitled, say so in the roster
    .example = on the roster, forgotten on the pay list

R003 = registered for project support
    .cause = the roster has this person for project support, not direct pay ({ $place })
    .fix = find out which is right; correct the roster first if it is direct pay
    .example = somebody with project support on the pay list

R004 = the name is not the roster's
    .cause = the roster has 「{ $registered }」 for the same number ({ $place }){ $alike }
    .fix = write both as the identity card does; the bank returns a payment under another name
    .example = 张伟 and 张玮

R005 = another way of writing the name
    .cause = the roster writes 「{ $registered }」: only the separator or a private-use form differs
    .fix = write both as the identity card does
    .example = 阿依·努尔 and 阿依•努尔

R006 = the number is a slip away from the roster's
    .cause = { $place } of the roster is likely the same person: { $terms }
    .fix = compare with the identity card and correct the one that is wrong
    .example = one digit left out in the pay list

R007 = the township is not the roster's
    .cause = the roster has 「{ $registered }」
    .fix = find out to which township the person belongs
    .example = 月田镇 on the roster, 新墙镇 on the pay list

R008 = the account is not the roster's
    .cause = the pay list's account is not the roster's ({ $place }); the pay list's is paid
    .fix = make sure that the card was really replaced
    .example = a new card that the roster does not know yet

R009 = the roster's status is not payable
    .cause = the roster says 「{ $status }」 ({ $place })
    .fix = find out; if the person is back in the scheme, correct the roster first
    .example = 「核减」 on the roster, still on the pay list

R010 = the person's roster row is held
    .cause = { $place } of the roster has { $codes }; so this row is held
    .fix = settle the roster's row first
    .example = the roster's row is struck through

## W: lists of other bodies

W001 = on a list of the dead
    .cause = on the list of the deceased at { $place }: { $terms }{ $from }
    .fix = check whether the person died; if so remove them from the lists, if the list is wrong say on what evidence and approve
    .example = died last year and is on this year's pay list

W002 = on a public payroll
    .cause = on the public payroll at { $place }: { $terms }{ $from }
    .fix = check whether a public body employs the person; if so remove them, if not say on what evidence
    .example = hired by a public body and still on the pay list

W003 = in prison
    .cause = on the list of prisoners at { $place }: { $terms }{ $from }
    .fix = check whether a fixed term is being served (not on parole); if so suspend payment; it resumes on release, without back-pay
    .example = a prisoner on the pay list

W004 = paid by another programme
    .cause = on another programme's list at { $place }: { $terms }{ $from }
    .fix = recipients of the former grain subsidy or hardship aid are not entitled to the 600; keep one of the two
    .example = on the hardship aid's list and on the pay list

W005 = paid by another county
    .cause = on another county's list at { $place }: { $terms }{ $from }
    .fix = settle with the other county which of the two pays; only one may
    .example = on the lists of two counties

W006 = hukou changed
    .cause = on the list of hukou changes at { $place }: { $terms }{ $from }
    .fix = check whether the hukou is no longer agricultural or has moved away; where the county keeps such people, say on what rule and approve
    .example = no longer agricultural and still on the pay list

W007 = a row that cannot be compared
    .cause = this row of the { $list } has no number, or one whose digits are lost: nobody can be looked for by it
    .fix = ask whoever issued the list for the full number
    .example = a number stored as 4.30621E+17 on the list of the dead

## C: changes since last year

C001 = an addition that nothing explains
    .cause = { $why }
    .fix = register the change with its document (moved in, added, restored …), or take the person off the list
    .example = on this year's pay list, on none of last year's, and not in the register

C002 = a removal that nothing explains
    .cause = listed last year; { $now }; the register has no removal
    .fix = find out why and register it; who was left out by mistake has to be put back
    .example = paid last year, gone this year, and not in the register

C003 = the name changed
    .cause = last year 「{ $before }」, this year 「{ $now }」 ({ $how }); { $register }
    .fix = check the household register; if the name was changed, have it entered in the change register
    .example = renamed, and not registered

C004 = the identity number changed
    .cause = not last year's number: { $how }; { $register }
    .fix = check the identity card; a correction belongs in the change register
    .example = last year's number had one wrong digit

C005 = the account changed
    .cause = not last year's account ({ $before }); { $register }
    .fix = ask the person whether the new account is theirs
    .example = a new card

C006 = the place changed
    .cause = last year at { $before }, this year at { $now }; { $register }
    .fix = check whether they moved; only one of the two places may list them
    .example = moved from one township to another

C007 = the support mode changed
    .cause = last year { $before }, this year { $now }; { $register }
    .fix = check the approval of the change and have it registered
    .example = from direct pay to project support

C008 = back after a removal
    .cause = removed or suspended before ({ $how }), on the list again, and nothing restores them
    .fix = register the restoration with its document; what was not paid is not made up for, and the term does not grow
    .example = suspended last year for prison, on this year's list without a restoration

C009 = registered as removed, and still listed
    .cause = the register: { $words }; { $from }, and the list still has them{ $due }
    .fix = take the person off the list; if the register is wrong, correct it
    .example = registered as dead and still on the pay list

C010 = the bridge does not balance
    .cause = { $what }
    .fix = give last year's output as it was written; find the difference before anything is paid
    .example = last year's closing is not this year's opening

C011 = paid after the stop date
    .cause = { $words }; not entitled from { $from } on, { $paid } yuan were paid last year: { $over } too many
    .fix = have what was paid too much returned, or set it off by the rules
    .example = dead before the year began, and paid in full

C012 = a part may not have been handed in
    .cause = last year { $what } had { $people } people; { $gone } of them are gone, and the register does not say why
    .fix = see whether a sheet or file is missing this year; hand it in and run again
    .example = a township left out a sheet

C013 = a row of the register that cannot be used
    .cause = { $why }
    .fix = check the register: number, kind of change and date
    .example = a wrong number in the register, which nobody has

## P: payments: earlier ones, limits, the posting

P001 = already paid
    .cause = { $amount } yuan were paid for { $period } before ({ $reference }; { $how })
    .fix = nothing is paid again; if the bank sent it back, take in the bank's answer and use zhibu pay reissue
    .example = paid in the first batch, and still on the list of the supplementary run

P002 = another person was paid into this account
    .cause = { $people } others were paid into this account in the period ({ $references }): more than may share one
    .fix = find out whose account it is, and put in the person's own or the household's
    .example = a late account is the neighbour's, who was paid in the first batch

P003 = over the budget
    .cause = { $amount } yuan would be paid, { $budget } are approved: { $over } too many
    .fix = check the lists; if more is needed, have it approved and change budget in zhibu.toml
    .example = 25,405,200.00 yuan to pay, 25,404,600.00 approved

P004 = over the quota
    .cause = { $people } people would be paid, { $quota } are approved: { $over } too many
    .fix = check the lists; if the quota has changed, change it in zhibu.toml
    .example = 42,342 people to pay, 42,341 approved

P005 = the stated total differs
    .cause = batch { $batch } pays { $amount } yuan to { $people } people; the approver stated { $stated_amount } yuan and { $stated_people } people; not approved
    .fix = the approver finds out what the difference is, and then approves what would be paid
    .example = the batch has 42,198 people, the approver typed 42,341

P006 = added after the posting
    .cause = { $why }; { $village }: { $posted } posted, { $listed } listed now
    .fix = post it too, and approve it if nobody objects; if it is wrong, put back what was posted
    .example = one person more on the list after it had hung

P007 = a village that was not posted
    .cause = other villages have a posted list, { $village } has none; { $people } people are listed there
    .fix = get that village's list and put it with inputs.posted; if it never hung, post it first
    .example = twelve villages handed in their posted lists, one did not

P008 = prepared, and now to be held
    .cause = stands in a batch that the bank does not have yet ({ $reference }), and is now held for { $codes }
    .fix = take it out before it is sent: zhibu pay withdraw { $batch } --line { $line }
    .example = somebody is found among the deceased after the batch was prepared

P009 = probably already paid
    .cause = somebody of the same name and township, whose number is one slip away, was paid ({ $reference }, { $number }) and is on the list no more
    .fix = find out whether a number was corrected: reject if it is one person, approve if they are two
    .example = a township corrects one digit after the first batch was paid

## B: the bank and its answers

B001 = a line that we did not send
    .cause = line { $line } ({ $key }) is not in batch { $batch }; it is kept apart and nothing follows from it
    .fix = ask the bank what it is, and for a corrected answer
    .example = the answer has one line more, with a reference that is not ours

B002 = the answer to another batch
    .cause = this file answers batch { $found }, not { $batch }; nothing of it was taken in
    .fix = find this batch's answer, or name the batch that it answers
    .example = the last batch's answer is taken for this one's

B003 = the amount is not what was sent
    .cause = { $reference }: { $sent } yuan were sent, the answer says { $found }; it is kept apart and nothing follows from it
    .fix = ask the bank at once what was really credited
    .example = 600.00 yuan were sent, the answer says 6,000.00

B004 = the name is not what was sent
    .cause = { $reference }: sent to 「{ $sent }」, the answer says 「{ $found }」; it is kept apart and nothing follows from it
    .fix = ask the bank at once whose account was credited
    .example = sent to 张三, the answer says 张山

B005 = an unknown result code
    .cause = { $reference }: code 「{ $code }」 is not among those of { $profile }; the outcome is unknown, and it is not reissued
    .fix = ask the bank what it means, add it to the profile's codes, and ask for another answer
    .example = E99 stands in the answer and in no manual

B006 = lines without an end: cannot close
    .cause = batch { $batch } has { $lines } payments without a final answer: { $references }
    .fix = get the missing answers; wait for what is pending, and settle what is unknown
    .example = 100 payments were sent, the answer has 99

B007 = the same answer again
    .cause = a file of the same content was taken in as 「{ $name }」 for batch { $batch }; nothing was done
    .fix = nothing to do
    .example = an answer is taken in again under another name

B008 = paid, then returned
    .cause = { $reference }: first credited, then not ({ $reason }); it is written down and may be reissued
    .fix = check account and holder, correct them, and reissue
    .example = the bank sends it back three days later

B009 = the bank could not pay it
    .cause = { $reference } was not paid: { $reason }
    .fix = check account and holder: correct what is wrong, approve what is right and may be sent again, or reject
    .example = sent back by the bank: the account is closed

B010 = credited after it was reissued
    .cause = { $reference } failed and was made again as { $again }; now it is said to be credited; it is kept apart, and both have to be looked into
    .fix = ask the bank at once; withdraw the second if it has not been sent, recover it if it has arrived
    .example = failed first, then paid, and reissued in between

B011 = the account is not what was sent
    .cause = { $reference }: sent to { $sent }, the answer says { $found }; it is kept apart and nothing follows from it
    .fix = ask the bank at once which account was credited
    .example = the reference is ours, the account is somebody else's

## L: the ledger

L001 = the ledger was changed
    .cause = { $what }
    .fix = do not go on with it; get the backup, compare the heads in the exports, and find out who changed it
    .example = somebody changed an amount in the file with another program

L002 = the maker is the checker
    .cause = batch { $batch } was made by { $maker } and cannot be approved by { $approver }
    .fix = have another enrolled person approve it
    .example = a clerk approves a batch of their own

L003 = the exported file is not what was approved
    .cause = { $file }: { $why }
    .fix = do not send it; find out who changed it, move it away and export again; where the profile was changed, withdraw the batch and prepare it anew
    .example = an account was changed in the file after it was exported

## X: decisions

X001 = decided not to be paid
    .cause = { $who } decided against payment ({ $code }, { $place })
    .fix = if they are to be paid after all, change the decision and run again
    .example = a township chose “reject” in its exception workbook

X002 = decisions that disagree
    .cause = different decisions on one finding ({ $code }): { $places }; none was followed
    .fix = find out which is right, keep that one, and run again
    .example = two exception workbooks decide one finding differently

X003 = a decision that is out of date
    .cause = the decision on { $code } was made on what the row was (「{ $then }」 then, 「{ $now }」 now) and was not followed
    .fix = decide again on what is there now
    .example = the row was changed after it was decided

X004 = a decision that cannot be followed
    .cause = { $code }: { $why }
    .fix = decide otherwise, or correct the list
    .example = “approve” on a name that no bank can write

X005 = a decision that is not complete
    .cause = { $code }: { $why }
    .fix = fill in what is missing and run again
    .example = “correct” without a corrected value

X006 = corrected by a decision
    .cause = { $who }: 「{ $before }」 corrected to 「{ $after }」 ({ $code }, { $place })
    .fix = correct the list itself too
    .example = a township wrote a corrected value

# E · the self-evaluation

E001 = the sheet was not read
    .cause = { $cause }
    .fix = write the headings as the template has them (zhibu new --fund writes one), or delete the sheet
    .example = a sheet 「台账」 with the headings 「名称、钱数」

E002 = a sheet is missing
    .cause = there is no sheet 「{ $sheet }」; what rests on it cannot be compared
    .fix = add the sheet and evaluate again
    .example = the workbook has documents and uses, and no project register

E003 = a cell cannot be read
    .cause = { $why }
    .fix = correct { $cell }
    .example = a paid amount 「约12」, or 12.3456789 万元, which is no whole fen

E004 = the document is not among the fund's
    .cause = 「{ $document }」 is not on the sheet of documents{ $nearest }
    .fix = correct the number, or add the document
    .example = a project of 「湘财农指【2019】68号」, where the fund has 86号

E005 = the use is not among the fund's
    .cause = 「{ $use }」 is not on the sheet of uses
    .fix = correct the use, or add it
    .example = a project for 「道路」, which no use covers

E006 = a project without a village
    .cause = project 「{ $project }」: { $what }
    .fix = fill in township and village by the approval
    .example = P-017 has no village

E007 = a project's number is there twice, or is missing
    .cause = { $what }
    .fix = give each project a number of its own; delete the row that was entered twice
    .example = P-105 stands on two rows

E008 = paid more than was approved
    .cause = project 「{ $project }」: approved { $approved }, paid { $paid }, { $over } too much (万元)
    .fix = compare the vouchers; where it is so, have the approval amended
    .example = approved 12, paid 12.5

E009 = unpaid, and no reason is given
    .cause = project 「{ $project }」: { $unpaid } (万元) are unpaid, and no reason is given
    .fix = write the reason: under way, built and not accepted, accepted and not paid
    .example = approved 15, paid 0, the reason is blank

E010 = a document's parts are not its sum
    .cause = 「{ $document }」: { $amount } in all, direct pay and projects together { $parts }, { $difference } apart (万元)
    .fix = correct the sum or its parts by the document
    .example = 3,636.42 ≠ 2,540.46 + 1,095.69

E011 = the documents do not add up to the uses
    .cause = the documents add up to { $documents }, the uses' plans to { $uses }, { $difference } apart (万元)
    .fix = find the use or the document that is missing, or there twice
    .example = documents 8,240.42, uses 8,230.42

E012 = the project register and a use differ
    .cause = 「{ $use }」, { $what }: the sheet of uses says { $stated }, the register adds up to { $computed }
    .fix = compare the two and correct one
    .example = the use says 250 projects, the register has 249

E013 = the direct subsidy differs
    .cause = { $what }: { $stated }; { $other }
    .fix = go by the run and by what was approved, and correct the other
    .example = the workbook says 42,341 people were paid, the run pays 42,198

E014 = the stated value is not the computed one
    .cause = 「{ $indicator }」: stated { $stated }, computed { $computed } ({ $from })
    .fix = correct the stated value, or what it is computed from
    .example = stated 93.2%, computed 96.91%

E015 = a list does not carry the stated number
    .cause = 「{ $indicator }」: { $stated } stated, the list carries { $carried } ({ $list }: { $rows } rows, less { $twice } repeated, { $invalid } with no valid number, { $strangers } not registered or under another name)
    .fix = correct the list and evaluate again, or state what it carries
    .example = 1,090 trained are stated, the list carries 1,087

E016 = a listed number is not valid
    .cause = { $why }
    .fix = correct it by the identity card
    .example = its check character does not fit

E017 = a listed person is not registered
    .cause = { $why }
    .fix = see whether they are the county's migrants; take off whoever is not
    .example = somebody trained whom the roster does not have

E018 = the number is registered under another name
    .cause = the roster has this number under 「{ $registered }」 ({ $place })
    .fix = find out who it is, and correct the name or the number
    .example = the list has 「李伟」, the roster 「李玮」

E019 = listed twice
    .cause = the same person as { $other }
    .fix = keep one row
    .example = somebody trained twice counts twice

E020 = a trainee's age is out of range
    .cause = { $age } years old on { $on }; { $from } to { $to } are asked for
    .fix = compare number and day; where it is so, choose by age the next time
    .example = a trainee of sixty
