# Words that many areas share.

people = people
yuan = yuan
list-comma = ,{" "}
colon = :{" "}
semicolon = ;{" "}
page-of-pages = &CPage &P of &N
