"""Taking rows of a spreadsheet into the ledger: a plan first, then one commit."""
