"""Putting right: hand edits taken in or put back, operations taken back, a ledger looked over."""
