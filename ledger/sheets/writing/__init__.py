"""What goes out: workbooks in the official look, CSV and Markdown."""
