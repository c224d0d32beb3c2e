# What `inspect` says of a file beyond its columns.

inspect-unused-columns = columns that are not used (they stay in the file): { $columns }
inspect-unused-between = {", "}
