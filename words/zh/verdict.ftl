# 核发的第一行：能不能发。

verdict-pay = 可以发放：{ $people } 人，{ $amount } 元
verdict-more = 可以补发：{ $people } 人，{ $amount } 元
verdict-nobody = 不能发放：没有一个人可以发放
verdict-nobody-more = 不能再发：没有还可以发放的人
verdict-refused = 不能发放：核对被拒绝，先解决下面的问题
