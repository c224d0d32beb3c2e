# Words that many areas share.

people = 人
yuan = 元

# zhibu run

run-last-altered = 注意：{ $folder } 里上次核发的结果被改动过，没有和它比较
