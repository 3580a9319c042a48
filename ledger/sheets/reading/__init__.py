"""Files that come from outside, read by a process that may die alone."""
