"""Places and households out of the rows of a sheet."""
