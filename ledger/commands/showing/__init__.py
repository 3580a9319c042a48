"""How answers look: the tables and sections of each kind of question."""
