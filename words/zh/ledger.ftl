# The payout's life in the ledger: batches, payments, what happened, and why a
# step was not taken.

## Batches

ledger-batch-prepared = 待审批
ledger-batch-approved = 已审批
ledger-batch-exported = 已送银行
ledger-batch-closed = 已结清
ledger-batch-withdrawn = 已撤回
ledger-kind-first = 首批
ledger-kind-supplementary = 补发
ledger-kind-reissue = 重发

## Where a payment stands

ledger-payment-open = 未回
ledger-payment-pending = 处理中
ledger-payment-unknown = 结果不明
ledger-payment-paid = 已到账
ledger-payment-failed = 失败
ledger-payment-returned = 到账后退回
ledger-payment-withdrawn = 撤下

## What happened

ledger-event-opened = 建账
ledger-event-enrolled = 登记签署人
ledger-event-prepared = 编制
ledger-event-approved = 审批
ledger-event-not-approved = 审批未通过
ledger-event-withdrawn = 撤下
ledger-event-exported = 导出
ledger-event-answered = 银行回盘
ledger-event-moved = 结果
ledger-event-closed = 结清
ledger-event-purged-before = 清除某期之前的个人信息
ledger-event-purged = 清除发放对象

## Lines of a bank's answer

ledger-line-paid = 已到账
ledger-line-failed = 失败
ledger-line-returned = 到账后退回
ledger-line-pending = 处理中
ledger-line-unknown = 结果不明
ledger-line-repeated = 重复，没有新内容
ledger-line-quarantined = 对不上，单独存放

## Why a step was not taken

ledger-nobody-new = 核发结果里没有需要新发的人
ledger-only-reissues = 核发结果里的人都是发放失败待重发的，请用 zhibu pay reissue
ledger-none-failed = 核发结果里没有已证实发放失败、可以重发的人
ledger-nothing = { $why }
ledger-store = { $place }：{ $cause }
ledger-store-busy = 另一个 zhibu 正在写这本账，稍后再试
ledger-store-not-a-ledger = 不是 zhibu 的账本（{ $cause }）
ledger-store-newer = 账本是更新版本的 zhibu 写的（格式 { $schema }），请先升级
ledger-none-yet = { $place }：还没有账本；先 zhibu ledger enrol 姓名
ledger-no-such-batch = 没有批次 { $batch }；现有：{ $known }
ledger-no-such-line = 批次 { $batch } 没有第 { $line } 笔
ledger-wrong-state = 批次 { $batch } 现在是“{ $state }”，要“{ $wanted }”才能这样做
ledger-not-enrolled = { $name } 没有登记；请先 zhibu ledger enrol { $name }
ledger-enrolled-already = { $name } 已经登记过了
ledger-needs-signer = 再登记一人，要由已登记的人签署：加 --by
ledger-wrong-secret = 口令或密钥文件与 { $name } 登记的不符

## What is wrong with a ledger that was edited; said in both languages at once

ledger-wrong-event = 第 { $seq } 件记录不合规矩
ledger-wrong-signers = 签署人与登记的不符
ledger-wrong-batch = 批次 { $batch } 的内容被改过
ledger-missing-batch = 少了批次
ledger-payment-of-no-batch = 有不属于任何批次的付款
ledger-wrong-payment = { $reference } 的状态被改过
ledger-wrong-answer = 回盘「{ $name }」的登记被改过
ledger-answer-of-no-event = 有来历不明的回盘

## What was purged, or cannot be yet

ledger-purged =
    { $what }：{ $before } 之前的发放对象已经清除；无法再判断谁领过，
    所以那段时间不再核发、不再编制批次、不再登记回盘
ledger-not-purgeable = 批次 { $batch } { $why }；什么都没有清除
ledger-purge-open = 还是“{ $state }”：请先结清，或撤回
ledger-purge-unanswered = 还有 { $people } 笔银行没有最终结果
ledger-purge-straddles = 所属的期跨过这个界线：请另选一个不截断任何批次的期
ledger-purge-no-period = 的期无法识别
