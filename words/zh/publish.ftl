# Why nothing was written.

publish-failed =
    { $path }：无法{ $doing ->
        [read] 读取
        [write] 写入
        [rename] 改名
        [sync] 落盘
        [remove] 删除
        [lock] 加锁
       *[other] 建立
    }：{ $cause }
publish-not-ours = { $path }：已经存在，且不是 zhibu 的输出文件夹；请用 --out 另指定一个
publish-locked = { $path }：另一个 zhibu 正在处理这个项目（{ $holder }）

# Who holds a project.

publish-holder-user = { $user }
publish-holder-machine = 电脑 { $machine }
publish-holder-doing = zhibu { $doing }
publish-holder-since = { $since } 开始
publish-holder-process = 进程 { $pid }
publish-holder-unknown = 没有写明是谁
