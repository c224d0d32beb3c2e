# Words that many areas share.

people = 人
yuan = 元
