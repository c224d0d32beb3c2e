# Words that many areas share.

people = 人
yuan = 元
list-comma = 、
colon = ：
semicolon = ；
page-of-pages = &C第 &P 页 共 &N 页
