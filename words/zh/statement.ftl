# The check of a written self-evaluation report.

statement-too-large = { $name }：太大，不像一份报告
statement-other-format = { $name }：既不是文本文件也不是 docx；旧版 .doc 和 PDF 请先另存为 docx 或 txt
statement-damaged = { $name }：docx 已损坏，打不开
statement-encoding = { $name }：第 { $offset } 个字节处不是 UTF-8、UTF-16 或 GB 18030 文本
statement-empty = { $name }：里面没有文字
statement-standard = --standard { $given }：不是数；写每人每年多少元，例如 600

statement-counts = 读到 { $figures } 个数，复算 { $relations } 项关系：{ $hold } 项成立，{ $wrong } 项不成立
statement-no-contradiction = 没有发现自相矛盾的数
statement-contradictions = 自相矛盾 { $count } 处
statement-recomputed = 复算
statement-explained = 换个口径算得出：{ $base }
statement-looks = 值得看一眼（不算矛盾）
statement-ties = 对得上的
statement-ties-hint = 加 --ties 列出对得上的每一项
statement-at-line = 第{ $number }行
statement-at-paragraph = 第{ $number }段
statement-lines = 行 { $lines }

statement-says-same = 同一件事说了不同的数：{ $stated }，又说 { $computed }
statement-says-sum = 分项加起来不是所说的总数：说 { $stated }，加起来是 { $computed }
statement-says-items = 说有 { $stated }，实际列了 { $computed } 个
statement-says-product = 数量乘标准不是所说的金额：说 { $stated }，乘出来是 { $computed }
statement-says-share = 占比不对：说 { $stated }，算出来是 { $computed }
statement-says-rate = 比率不对：说 { $stated }，算出来是 { $computed }
statement-says-growth = 增减不对：说 { $stated }，算出来是 { $computed }
statement-says-share-change = 占比的变化不对：说 { $stated }，算出来是 { $computed } 个百分点
statement-says-target = 目标对不上：说目标是 { $stated }，按完成数和超出数倒推是 { $computed }
statement-says-remainder = 剩余数不对：说剩 { $stated }，减出来是 { $computed }
statement-says-whole = 说“{ $stated }”，可同一笔钱里有别的用途：{ $computed }
statement-says-completion = 说完成 { $stated }，又说还剩 { $computed }
statement-says-sample = 从同一范围里抽取的数不一致：{ $stated }，又说 { $computed }

statement-kind-same = 前后一致
statement-kind-sum = 合计
statement-kind-items = 项数
statement-kind-product = 乘积
statement-kind-share = 占比
statement-kind-rate = 比率
statement-kind-growth = 增减
statement-kind-share-change = 占比变化
statement-kind-target = 目标
statement-kind-remainder = 剩余
statement-kind-whole = 全部用于
statement-kind-completion = 完成
statement-kind-sample = 抽样

statement-look-rounding = 差在最后一位，可能只是四舍五入：{ $formula }
statement-look-funds = 资金管理的说法前后不一：{ $formula }
statement-look-petitions = 信访上访的说法前后不一：{ $formula }
statement-look-quality = 工程质量的说法前后不一：{ $formula }
statement-look-finished = 完工情况的说法前后不一：{ $formula }
statement-look-other = 说法前后不一：{ $formula }
