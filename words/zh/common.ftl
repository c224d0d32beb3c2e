# Words that many areas share.

list-comma = 、
colon = ：
semicolon = ；
page-of-pages = &C第 &P 页 共 &N 页

people = 人
yuan = 元
between-sentences = {""}
