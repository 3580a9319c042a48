"""What lies on a desk today and this week, and whose desk it is."""
