"""Tasks and activities out of the rows of a sheet."""
