# Sealed outputs: recipients, identities, archives.

seal-not-a-recipient = { $found }：不是收件人（age1…），也不是写有收件人的文件
seal-secret = { $place }：这是私钥，要保密；加密封存时写的是收件人（age1…）
seal-no-recipient = { $path }：里面没有收件人（age1…）
seal-no-identity = { $path }：里面没有私钥（AGE-SECRET-KEY-1…）
seal-unreadable = { $path }：无法读取：{ $cause }
seal-not-sealed = { $path }：不是 age 加密的文件
seal-other-key = { $path }：是为别人封存的，给出的私钥都打不开
seal-not-whole = { $path }：封存之后被截断或改动过；没有打开任何内容
seal-strange = { $path }：{ $entry } { $why }；没有打开任何内容
seal-entry-no-file = 不是文件，是链接或输出里不会有的东西
seal-entry-leads-out = 指向文件夹之外
seal-entry-twice = 出现两次
seal-in-the-way = { $path }：已经存在；请用 -o 另指定一个文件夹
seal-not-verified = { $path }：里面的内容与清单不符（{ $what }）；没有打开任何内容
seal-export-differs = { $file } 不是导出时的内容
seal-no-output = 没有 manifest.json
seal-open-first =
    { $path }：这份输出已加密封存，不能直接读取。请先打开：
    zhibu open { $path } --identity 私钥文件
seal-which-archive = 打开哪一个？要新做私钥，请写 --new-identity 文件
seal-opened = { $folder }：{ $files } 个文件，{ $checks } 项检查全部通过
seal-opened-plain = 这个文件夹里又有完整号码，用完请删除。
seal-identity-there = { $path }：已经存在；私钥文件从不覆盖
seal-identity-made =
    上面一行是收件人，写在 --seal 后面，谁知道都可以。
    { $path } 是私钥，用来打开为它封存的文件。请与封存的文件分开保管，并留一份
    在保险柜里：没有它，谁也打不开，我们也不能。
seal-run-sealed =
    为 { $count } 个收件人封存；要读取：
    zhibu open { $path } --identity 私钥文件
seal-run-last-sealed = { $path }：上次的输出已封存，不与这次比较
seal-export-not-looked = { $path }：已封存，没有查看
seal-status = { $path }：已封存，上次核发的人数和金额不显示
