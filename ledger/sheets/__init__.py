"""Spreadsheets and records: what villages and offices send, and what superiors expect."""
