# What a bank's file has that its profile does not say.

bank-line = 第 { $line } 行：{ $what }
bank-charset = 有不属于该字符集的字节
bank-line-end = 换行不是格式规定的
bank-heading = 表头与格式不符
bank-record = 首尾记录缺失，或与格式不符
bank-fields = 应有 { $expected } 个字段，实有 { $found } 个
bank-quotes = 引号与格式不符
bank-width = 应长 { $expected } 字节，实长 { $found } 字节
bank-padding = 「{ $field }」的补位与格式不符
bank-blank = 「{ $field }」是空的
bank-money = 「{ $field }」不是格式规定的金额写法
bank-other = 「{ $field }」与格式不符
bank-too-long = 「{ $field }」过长，最多 { $room }
bank-count = 文件写的笔数是 { $stated }，实有 { $counted } 笔
bank-total = 文件写的总金额是 { $stated } 元，各笔合计 { $counted } 元
bank-too-many = 超过每个文件最多 { $most } 笔的限制
bank-too-much = 超过每个文件最多 { $most } 元的限制
bank-workbook = 不是该格式的工作簿：{ $why }
bank-not-text = 「{ $field }」不是文本单元格
bank-xml = 不是 XML：{ $detail }
bank-schema = 不合 ISO 20022：{ $detail }

## A workbook that is not the bank's template

bank-one-sheet = 应只有一个工作表
bank-sheet-name = 工作表应名为「{ $name }」
bank-hidden-or-merged = 有隐藏行或合并单元格
