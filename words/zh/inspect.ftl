# What `inspect` says of a file beyond its columns.

inspect-unused-columns = 没有用到的列（照样保留在原表里）：{ $columns }
inspect-unused-between = 、
