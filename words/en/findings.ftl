# Findings as people read them: severities, labels, and the details that rules fill in.

severity-note = note
severity-advise = advise
severity-hold = hold
severity-refuse = refuse

finding-message = { $title }: { $cause }
finding-found = found{"   "}
finding-cause = cause{"   "}
finding-fix = fix{"     "}
finding-proposal = propose{" "}
finding-source = rule{"    "}
rule-title = what{"    "}
rule-cause = cause{"   "}
rule-fix = fix{"     "}
rule-example = example{" "}
rule-source = rule{"    "}
