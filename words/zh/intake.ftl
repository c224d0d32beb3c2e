# 读取文件：跳过了什么，什么读不出来，怎么办。

intake-skipped-title = 标题行
intake-skipped-heading = 表头
intake-skipped-repeated-heading = 重复表头
intake-skipped-total = 合计小计
intake-skipped-signature = 签章行
intake-skipped-note = 说明行
intake-skipped-blank = 空行
intake-skipped-hidden-sheet = 隐藏表
intake-skipped-other-table = 另一张表的行

intake-no-table = 没有表格
intake-no-files = zhibu.toml：`{ $key }` 的值「{ $glob }」还没有匹配到任何文件；请把表格放进去，或修改这一项

intake-hidden-waived = 项目文件已点名认可，没有读
intake-hidden-open = 项目文件没有说明如何处理

intake-unseen-hidden-rows = 隐藏行
intake-unseen-merges = 合并单元格
intake-unseen-struck-rows = 删除线
intake-unseen-formulas = 没有保存结果的公式
intake-unseen-digits = 数字的原样

intake-total-people = { $people } 人
intake-total-yuan = { $amount } 元

intake-unreadable-empty = 文件是空的，一个字节也没有。
intake-unreadable-no-spreadsheet = 这不是电子表格文件。
intake-unreadable-corrupt-zip = 工作簿的压缩结构已损坏（{ $detail }）。
intake-unreadable-truncated = 文件不完整，后半部分丢失。
intake-unreadable-password = 工作簿设置了打开密码。
intake-unreadable-html = 这是一个网页（HTML），只是用了表格的扩展名。
intake-unreadable-spreadsheet-ml = 这是 2003 版 XML 表格（SpreadsheetML），不是工作簿。
intake-unreadable-wps = 这是 WPS 专用格式的表格（.et），无法读取。
intake-unreadable-no-sheet = 工作簿里没有工作表。
intake-unreadable-no-data = 文件里没有任何有内容的单元格。
intake-unreadable-too-large = 文件过大：{ $what }超过上限 { $limit }。
intake-unreadable-duplicate-entry = 工作簿的压缩包里有重名或互相重叠的文件。
intake-unreadable-unsafe-name = 工作簿的压缩包里有不安全的文件名或链接：{ $name }。
intake-unreadable-dtd = { $part } 里声明了文档类型或实体，正常的工作簿不会有。
intake-unreadable-encoding = 第 { $offset } 字节处文字编码有误：{ $detail }。
intake-unreadable-quote = 第 { $line } 行开始的英文双引号没有配对。
intake-unreadable-parser = 文件内容已损坏（{ $detail }）。

intake-mend-ask = 请向报送单位重新索取完整的文件，再放回来。
intake-mend-formats = 请放入 .xlsx、.xls、.xlsb、.ods 或 .csv 文件；若是纯文本表格，请把扩展名改为 .csv。
intake-mend-repair = 请用 Excel/WPS 打开并修复后另存为 .xlsx 再放回来；打不开的，请重新索取。
intake-mend-password = 请用 Excel/WPS 打开，取消打开密码，另存为 .xlsx 再放回来。
intake-mend-save-as = 请用 Excel/WPS 打开后另存为 .xlsx 再放回来。
intake-mend-right-file = 请核对是否放错了文件；确实不需要的，请移出文件夹。
intake-mend-too-large = 请删去多余的工作表、图片和空白行列，另存为 .xlsx 再放回来；来历不明的，不要打开。
intake-mend-tampered = 文件可能被人改动过。请向报送单位核实，用 Excel/WPS 重新另存为 .xlsx 再放回来。
intake-mend-encoding = 请用 Excel/WPS 打开核对后，另存为“CSV UTF-8”或 .xlsx 再放回来。
intake-mend-quote = 请补上或删去多出的双引号，或另存为 .xlsx 再放回来。

intake-excess-decompressed-bytes = 解压后的字节数
intake-excess-entries = 压缩包内的文件数
intake-excess-ratio = 压缩比
intake-excess-cells = 有内容的单元格数
intake-excess-text-bytes = 单元格文字的字节数
intake-excess-cells-between = 首尾单元格之间的格数
intake-excess-file-bytes = 文件的字节数
intake-excess-parser-memory = 解析这种旧格式所需的内存字节数
intake-excess-parser-seconds = 解析这种旧格式所需的秒数

intake-garbled-against-its-mark = 与文件开头的字节顺序标记（BOM）不符
intake-garbled-neither = 既不是 UTF-8，也不是 GB 18030
intake-garbled-mixed = 同一文件里混用了 UTF-8 和 GB 18030
intake-garbled-zero-byte = 出现零字节，可能是没有 BOM 的 UTF-16 或二进制文件

intake-nearest-heading = ；「{ $heading }」最接近已知的「{ $synonym }」
intake-not-a-file = { $path }：zhibu.toml 的 `{ $key }` 匹配到它，但它不是文件；请移走，文件在子文件夹里的写成 roster/*/*
intake-unread-file = { $path }：无法读取：{ $source }
intake-bad-glob = zhibu.toml：`{ $key }` 的值「{ $glob }」不是文件通配式：{ $detail }
