"""Commands: each reads its arguments, calls the book and shows the answer."""
