# The lists that hang in the villages.

posting-no-village = 未写村名
posting-posting = 公示
posting-no = 序号
posting-group = 组
posting-household-head = 户主
posting-name = 姓名
posting-id-number = 身份证号
posting-amount-yuan = 金额（元）
posting-yuan = 元
posting-period = 发放期
posting-posted = 公示时间
posting-standard = 标准
posting-people = 人数
posting-sum = 金额
posting-number-of-people = { $people } 人
posting-total = 合计
posting-how-to-object = 对名单或金额有异议的，或者应该享受而名单上没有的，请在公示期内向村委会或乡镇政府提出。
posting-hotline = 监督电话：
posting-own-title = { $county }{ $place }{ $title }
posting-title = { $county }{ $place }{ $period }{ $programme }资金发放公示
posting-people-of = { $people }人
posting-standard-year = 每人每年{ $sum }元
posting-standard-half-year = 每人每半年{ $sum }元
posting-standard-quarter = 每人每季度{ $sum }元
posting-standard-month = 每人每月{ $sum }元
