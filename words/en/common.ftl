# Words that many areas share.

people = people
yuan = yuan

# zhibu run

run-last-altered = note: the last output in { $folder } was changed since it was written; this run is not compared with it
