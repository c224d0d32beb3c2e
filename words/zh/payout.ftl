# The payout's life: why a step was not taken, and the chain of figures.

## Why a step was not taken

payout-about = { $what }：{ $why }
payout-unreadable = { $path }：无法读取：{ $cause }
payout-no-output = { $folder }：没有核发结果；请先 zhibu run
payout-which-batch = { $file }：看不出是哪一批的回盘，请加 --batch
payout-not-exported = { $folder }：没有这一批的文件；请先 zhibu pay export { $batch }
payout-does-not-fit = { $reference } 写不进 { $profile } 格式的文件：格式在编制以后改过；撤下这一笔，或撤回批次
payout-in-the-way = { $path }：已经有了，而且内容不同

## What is wrong with a run's output

payout-output-manifest = manifest.json 被改动过；请重新 zhibu run
payout-output-refused = 这次核发被拒绝，没有可发放的内容
payout-output-other-project = 这是另一个项目或另一个发放期的结果
payout-output-project-changed = 核发以后 zhibu.toml 又改过；请重新 zhibu run
payout-output-payments = data/payments.csv 与核发时写的不同；请重新 zhibu run
payout-output-part = 这次核发没有写发放文件（--only）；请完整地 zhibu run 一次

## The chain of figures

payout-step-quota = 核定（指标、预算）
payout-step-listed = 列入名册（最近一次核发）
payout-step-payable = 可新发（最近一次核发）
payout-step-prepared = 编入批次
payout-step-approved = 　其中已审批
payout-step-exported = 　其中已送银行
payout-step-credited = 已到账
payout-step-in-flight = 已送银行、没有最后结果
payout-step-returned = 银行没有发成（累计）
payout-step-reissued = 　其中已重发
payout-step-made-good = 　　重发后到账
payout-step-waiting = 　其中待更正重发
payout-step-surplus = 结余（预算－到账－在途）
