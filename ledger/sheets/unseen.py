"""The names of the sheets that go along unseen."""

WORDS = "_词表"
"""Lists to choose from."""
CARRIED = "_台账"
"""What a workbook carries so that it is known again when it comes back."""
