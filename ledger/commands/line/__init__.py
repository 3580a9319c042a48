"""The command line: its commands and options in two languages, help, and what is wrong with it."""
