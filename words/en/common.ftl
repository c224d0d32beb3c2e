# Words that many areas share.

people = people
yuan = yuan
