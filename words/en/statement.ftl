# The check of a written self-evaluation report.

statement-too-large = { $name }: larger than a report can be
statement-other-format = { $name }: neither a text file nor a docx; save an old .doc or a PDF as docx or txt first
statement-damaged = { $name }: the docx is damaged and does not open
statement-encoding = { $name }: at byte { $offset } it is no text in UTF-8, UTF-16 or GB 18030
statement-empty = { $name }: there is no text in it
statement-standard = --standard { $given }: not a number; say how many yuan for a person and year, such as 600

statement-counts = { $figures } figures read, { $relations } relations recomputed: { $hold } hold, { $wrong } do not
statement-no-contradiction = no figures that contradict each other
statement-contradictions = { $count ->
    [one] one contradiction
   *[other] { $count } contradictions
}
statement-recomputed = recomputed
statement-explained = on another base it does come out: { $base }
statement-looks = worth a look (no contradictions)
statement-ties = what ties
statement-ties-hint = --ties lists each relation that holds
statement-at-line = line { $number }
statement-at-paragraph = paragraph { $number }
statement-lines = line { $lines }

statement-says-same = one thing, different figures: { $stated }, and elsewhere { $computed }
statement-says-sum = the parts do not add up to the total: it says { $stated }, they add up to { $computed }
statement-says-items = it says { $stated }, and lists { $computed }
statement-says-product = the number times the standard is not the amount: it says { $stated }, the product is { $computed }
statement-says-share = the share is wrong: it says { $stated }, it comes to { $computed }
statement-says-rate = the rate is wrong: it says { $stated }, it comes to { $computed }
statement-says-growth = the change is wrong: it says { $stated }, it comes to { $computed }
statement-says-share-change = the change of the share is wrong: it says { $stated }, it comes to { $computed } points
statement-says-target = the target does not fit: it says { $stated }; from what was reached and the surplus it is { $computed }
statement-says-remainder = what is left is wrong: it says { $stated }, the difference is { $computed }
statement-says-whole = it says “{ $stated }”, and part of the same money is for something else: { $computed }
statement-says-completion = it says { $stated } done, and elsewhere that { $computed } is left
statement-says-sample = different numbers drawn from the same whole: { $stated }, and elsewhere { $computed }

statement-kind-same = the same
statement-kind-sum = sum
statement-kind-items = items
statement-kind-product = product
statement-kind-share = share
statement-kind-rate = rate
statement-kind-growth = change
statement-kind-share-change = change of a share
statement-kind-target = target
statement-kind-remainder = remainder
statement-kind-whole = all for one
statement-kind-completion = completion
statement-kind-sample = sample

statement-look-rounding = off in the last decimal, perhaps only rounded: { $formula }
statement-look-funds = what is said of the handling of money does not go together: { $formula }
statement-look-petitions = what is said of petitions does not go together: { $formula }
statement-look-quality = what is said of the quality of works does not go together: { $formula }
statement-look-finished = what is said of completion does not go together: { $formula }
statement-look-other = what is said does not go together: { $formula }
