"""What an auditor asks: history, signatures, seals, and every object looked at."""
