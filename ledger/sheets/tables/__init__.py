"""The table within a sheet: where it begins, what its columns mean, and its rows as values."""
