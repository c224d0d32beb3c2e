# A run's stages, as progress and times name them.

stage-intake = intake
stage-normalize = normalize
stage-link = link
stage-validate = validate
stage-reconcile = reconcile
stage-pay = pay
stage-report = report
stage-publish = publish
