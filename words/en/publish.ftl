# Why nothing was written.

publish-failed = { $path }: cannot { $doing }: { $cause }
publish-not-ours = { $path }: is there and is no output folder of zhibu; name another with --out
publish-locked = { $path }: another zhibu is at work on this project ({ $holder })

# Who holds a project.

publish-holder-user = { $user }
publish-holder-machine = on { $machine }
publish-holder-doing = zhibu { $doing }
publish-holder-since = since { $since }
publish-holder-process = process { $pid }
publish-holder-unknown = it does not say who
