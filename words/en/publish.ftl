# Why nothing was written.

publish-failed = { $path }: cannot { $doing }: { $cause }
publish-not-ours = { $path }: is there and is no output folder of zhibu; name another with --out
publish-locked = { $path }: another run is at work on this project ({ $holder })
