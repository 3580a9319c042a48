"""The rules: pure functions over records; nothing here opens a file or prints."""
