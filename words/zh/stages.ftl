# A run's stages, as progress and times name them.

stage-intake = 读取
stage-normalize = 规范
stage-link = 匹配
stage-validate = 校验
stage-reconcile = 核对
stage-pay = 编制
stage-report = 成文
stage-publish = 写出
