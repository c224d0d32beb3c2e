# Findings as people read them: severities, labels, and the details that rules fill in.

severity-note = 记录
severity-advise = 提示
severity-hold = 暂缓
severity-refuse = 拒绝

finding-message = { $title }：{ $cause }
finding-found = 所见{"  "}
finding-cause = 原因{"  "}
finding-fix = 办法{"  "}
finding-proposal = 建议{"  "}
finding-source = 依据{"  "}
rule-title = 含义{"  "}
rule-cause = 原因{"  "}
rule-fix = 办法{"  "}
rule-example = 例子{"  "}
rule-source = 依据{"  "}
