"""How large a file, a sheet and the reading of it may be: beyond these it is no ledger's sheet."""

FILE = 64 * 2**20
"""Bytes of the file itself."""
UNZIPPED = 1024 * 2**20
"""Bytes of all parts of a zipped workbook together."""
RATIO = 400
"""How many times larger a part may be than its zipped form, beyond the first megabyte."""
PARTS = 5_000
"""Parts of a zipped workbook."""
COLUMNS = 300
"""Columns of a sheet."""
ROWS = 2**20
"""Rows of a text file, as many as a workbook can have."""
CELLS = 12_000_000
"""Cells of the rectangle from A1 to the last cell of a sheet."""
MEMORY = 1536 * 2**20
"""Bytes of address space of the process that reads."""
SECONDS = 300
"""Seconds of processor time of the process that reads, and of patience with it."""
NAME = 100
"""Characters of the name of a sheet."""
SHEETS = 50
"""Sheets of a workbook."""
