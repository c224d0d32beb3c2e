# What a clerk can do where the machine failed.

way-out-full = Nothing was paid, and the older output is as it was. Free some disk space, and run again.
way-out-place = Nothing was paid, and the older output is as it was. Name a folder that can be written to with --out, or ask for the permission.
way-out-disk = Nothing was paid, and the older output is as it was. Look whether the disk, or the network drive, is connected; then run again.
way-out-locked = Nothing was paid, and the older output is as it was. Wait until it ends, and run again.
way-out-locked-step = The step was not taken: ledger and files are as they were. Wait until the other ends, and do it again.
way-out-cut-off =
    note: { $holder } did not come to an end the last time.
    Where zhibu is still at work on that machine, this shared folder carries no locks: do not work on one project from two machines at once.
way-out-edited =
    { $path }: was changed while the run went on; what was read is not what is there.
    Nothing was paid, and the older output is as it was. Save and close the file, and run again.
way-out-memory =
    error: the system ended it half way: most likely the memory ran out.
    Nothing was paid, and the older output is as it was. Close other programs and run again; if that does not help, look at the files one by one with `zhibu inspect`, and split the very large ones or delete their blank rows and columns.
