"""台账: a ledger of home visits and of what people ask for, kept as plain files in git."""
