"""What a person or a script sees: tables, documents and JSON, made from plain values."""
