# 规则和项目文件。

rulebook-verdict-approve = 同意发放
rulebook-verdict-reject = 不予发放
rulebook-verdict-correct = 更正

rulebook-format-delimited = 分隔文本
rulebook-format-fixed-width = 定长文本
rulebook-format-xlsx = Excel 模板

rulebook-from-next-month = 次月起
rulebook-from-next-quarter = 下季度起
rulebook-from-next-half-year = 下半年度起
rulebook-from-next-year = 次年起

rulebook-alike-traditional = ；繁简不同
rulebook-alike-sound = ；读音相同
rulebook-alike-look = ；字形相近

rulebook-outcome-paid = 成功
rulebook-outcome-failed = 失败
rulebook-outcome-pending = 处理中
rulebook-outcome-unknown = 结果不明

rulebook-room-characters = { $most } 个字符
rulebook-room-bytes = { $most } 个字节

rulebook-no-project = { $folder }：这里没有 zhibu.toml；可用 `zhibu new 文件夹` 新建一个项目
rulebook-no-such-rules = { $name }：没有这份规则；现有：{ $shipped }

rulebook-unread-file = { $path }：无法读取：{ $source }
rulebook-syntax = { $file } 第 { $line } 行：格式有误（{ $detail }）
rulebook-unknown-key = { $file }：不认识的键 `{ $key }`
rulebook-misspelt-key = { $file }：不认识的键 `{ $key }`；是不是想写 `{ $nearest }`？
rulebook-missing-key = { $file }：缺少 `{ $key }`：应填 { $expected }
rulebook-bad-value = { $file }：`{ $key }` 的值是「{ $found }」，应为 { $expected }
rulebook-heading-twice = rules/columns.toml：表头「{ $heading }」同时列在 `{ $first }` 和 `{ $second }` 下
