"""What is asked at a terminal where the command line leaves it out."""
