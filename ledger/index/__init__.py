"""The index: SQLite made from the files of one commit, thrown away and rebuilt at will."""
