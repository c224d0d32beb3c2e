# Words that many areas share.

list-comma = ,{" "}
colon = :{" "}
semicolon = ;{" "}
page-of-pages = &CPage &P of &N

people = people
yuan = yuan
between-sentences = {" "}
