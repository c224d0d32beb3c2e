# The payout's life: pay, ledger, bank, and who signs.

pay-bank-cannot-read = { $path }：无法读取：{ $error }
pay-bank-differs = ✗ { $file } 与该格式不符：
pay-ledger-enrolled = 已登记：
pay-ledger-who-may-sign = 可以签署的人：
pay-ledger-enrol-another = 审批要另一个人：再登记一位（--by 加上这个名字）
pay-ledger-head = {"  "}链首{" "}
pay-prepared = 批次 { $batch }（{ $kind }）：{ $people } 人，{ $amount } 元
pay-prepared-next = 下一步：由另一个人 zhibu pay approve { $batch }
pay-ask-people = 人数：
pay-ask-yuan = 金额（元）：
pay-no-sum = 金额不是数，例如 25404600.00
pay-approved =
    批次 { $batch } 已由 { $by } 审批：{ $people } 人，{ $amount } 元
    下一步：zhibu pay export { $batch }
pay-withdrawn = 批次 { $batch } 撤下 { $people } 人，{ $amount } 元；原来的审批作废
pay-simulated = 模拟银行读了 { $lines } 笔，回了 { $files } 个文件：
pay-approver-states = 审批人要自己填人数和金额：--people、--amount
pay-that-is-no-number = 填的不是数
pay-was-taken-in-before = 已登记过
pay-of-the-whole = 整体：
pay-failures-to-correct = 没有发成的，发给乡镇更正：
pay-failures-not-written = 回盘已登记；乡镇的更正表没有写成，下次 zhibu run 会写进疑点处理表：
pay-people = 人数
pay-yuan = 金额（元）
pay-batch = 批次
pay-kind = 种类
pay-state = 状态
pay-credited = 到账
pay-failed = 没发成
pay-open = 未回
pay-kept-apart = 对不上、单独存放的回盘行：
pay-line = 笔
pay-name = 姓名
pay-number = 身份证号
pay-account = 账号
pay-line-yuan = 金额
pay-lines-of-batch = 批次 { $batch }：{ $lines } 笔，其中{" "}
pay-lines-not-credited = { $told } 笔没有到账
pay-reason-of-lines = {"  "}{ $reason }：第 { $lines } 笔
pay-sign-clock-is-wrong = 系统时间不对（或 SOURCE_DATE_EPOCH 不是秒数）
pay-sign-ask-passphrase = { $name } 的口令：
pay-sign-short-passphrase = 口令至少要 { $LEAST_PASSPHRASE } 个字符
pay-sign-once-more = 再输入一次：
pay-sign-two-passphrases = 两次输入的口令不同
pay-sign-who-signs = 要签署：加 --key 密钥文件，或设环境变量 ZHIBU_PASSPHRASE，或在终端里输入口令
pay-sign-short-key-file = { $path }：密钥文件至少要 { $LEAST_KEY_BYTES } 字节
pay-ledger-whole =
    { $mark } 账本完整：{ $events } 件记录、{ $batches } 个批次、{ $payments } 笔、回盘 { $lines } 行；
    {"  "}查看了 { $exports } 个导出文件夹
pay-others-failed = 另有 { $others } 人上次没有发成，用 zhibu pay reissue 重发
pay-others-new = 另有 { $others } 人是新发的，用 zhibu pay prepare 编制
pay-exported-before = 早已导出，文件没有变
pay-exported-now = 已导出
pay-exported =
    批次 { $batch } { $what }：{ $files } 个文件，{ $people } 人，{ $amount } 元
    文件在 { $folder }
pay-closed = 批次 { $batch } 已结清：到账 { $paid_people } 人 { $paid } 元，没有发成 { $failed_people } 人 { $failed } 元
pay-bank-proved-charset = 字符集
pay-bank-proved-structure = 结构
pay-bank-proved-headings = 表头
pay-bank-proved-lengths = 各栏长度
pay-bank-proved-totals = 文件自述的笔数和金额
pay-bank-proved-iso-20022 = ISO 20022 规则
pay-bank-most-rows = { $rows } 笔
pay-bank-most-rows-and-yuan = { $rows } 笔、{ $amount } 元
pay-bank-layout =
    { $id }  { $name }
    {"  "}格式  { $kind }，{ $charset }，{ $fields } 个字段，每个文件最多 { $most }
    {"  "}来源  { $from }
pay-bank-proved = ✓ { $people } 人，{ $amount } 元；相符：{ $proved }
pay-bank-hint = 写在项目文件的 [payout] profile 里；首次使用前都要与银行核对。
