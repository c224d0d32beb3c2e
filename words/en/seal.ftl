# Sealed outputs: recipients, identities, archives.

seal-not-a-recipient = { $found }: is no recipient (age1…) and no file of recipients
seal-secret = { $place }: that is an identity, a secret; an output is sealed for its recipient (age1…)
seal-no-recipient = { $path }: no recipient (age1…) stands in it
seal-no-identity = { $path }: no identity (AGE-SECRET-KEY-1…) stands in it
seal-unreadable = { $path }: cannot be read: { $cause }
seal-not-sealed = { $path }: is no archive that age sealed
seal-other-key = { $path }: is sealed for others; none of the identities opens it
seal-not-whole = { $path }: was cut off or changed after it was sealed; nothing was opened
seal-strange = { $path }: { $entry } { $why }; nothing was opened
seal-entry-no-file = is no file: a link or something else that an output never has
seal-entry-leads-out = leads out of the folder
seal-entry-twice = is there twice
seal-in-the-way = { $path }: is there already; name another folder with -o
seal-not-verified = { $path }: what is in it is not as its manifest says ({ $what }); nothing was opened
seal-export-differs = { $file } is not what was exported
seal-no-output = there is no manifest.json
seal-open-first =
    { $path }: this output is sealed, and cannot be read as it is. Open it first:
    zhibu open { $path } --identity FILE
seal-which-archive = which archive? or --new-identity FILE for a key
seal-opened = { $folder }: { $files } files, all { $checks } checks hold
seal-opened-plain = The folder holds full numbers again; remove it when you are done.
seal-identity-there = { $path }: is there already; a key is never written over
seal-identity-made =
    The line above is the recipient, for --seal; anybody may know it.
    { $path } opens what is sealed for it. Keep it apart from the archives, with
    a copy in a safe: without it nobody opens them, nor can we.
seal-run-sealed =
    sealed for { $count ->
        [one] one recipient
       *[other] { $count } recipients
    }; to read it:
    zhibu open { $path } --identity FILE
seal-run-last-sealed = { $path }: the last output is sealed; it is not compared with this one
seal-export-not-looked = { $path }: sealed, not looked at
seal-status = { $path }: sealed; what the last run listed is not shown
