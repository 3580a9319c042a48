"""The records of a ledger as values; nothing here opens a file or prints."""
