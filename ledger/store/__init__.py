"""Files and git: how records are written, committed, mended and read back."""
