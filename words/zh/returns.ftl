# What a bank sends back: a file that cannot be trusted, a line that is badly formed.

## Why a file is no return that can be trusted

returns-no-layout = 银行格式 { $profile } 没有 [return] 一节，不知道该银行的回盘是什么样
returns-empty = 文件是空的
returns-too-large = 文件过大，超过上限 { $limit }
returns-charset = 第 { $line } 行：编码不是 { $charset }
returns-layout = 第 { $line } 行：不是该银行格式的回盘，应为{ $expected }
returns-heading = 第 { $line } 行：表头与该银行格式不符，应为：{ $expected }
returns-two-tables = 有两张工作表都带该格式的表头，无法判断以哪张为准
returns-record = 第 { $line } 行：首尾汇总记录与该银行格式不符
returns-totals = 第 { $line } 行：文件写明的{ $what }是 { $stated }，逐行相加是 { $found }
returns-quote = 第 { $line } 行：双引号没有配对
returns-cut-off = 第 { $line } 行：文件到此中断，后半部分丢失
returns-workbook = 工作簿无法读取：{ $why }
returns-xml = 第 { $line } 行：XML 已损坏（{ $detail }）
returns-document-type = 第 { $line } 行：XML 声明了文档类型或自带实体，银行报文不会有，拒绝读取
returns-message = 第 { $line } 行：报文是「{ $found }」，能读的是 pain.002.001.10 和 camt.054.001.08

## What a line is made of, and what a file states of itself

returns-fields-a-line = 每行 { $fields } 个字段
returns-bytes-a-line = 每行 { $bytes } 个字节
returns-stated-count = 总笔数
returns-stated-sum = 总金额
returns-stated-count-of-one = 某一结果的笔数
returns-stated-sum-of-one = 某一结果的金额

## Why a line is badly formed

returns-line-fields = 本行有 { $found } 个字段，应为 { $expected } 个，无法分清各字段
returns-line-width = 本行有 { $found } 个字节，应为 { $expected } 个，或字段边界落在汉字中间
returns-line-not-a-line = 本行的标志不是明细标志
returns-line-no-key = 没有可用的批次行号或序号
returns-line-amount = 金额不是有效的数
returns-line-digits-lost = 账号被存成数字，末尾几位已经丢失
