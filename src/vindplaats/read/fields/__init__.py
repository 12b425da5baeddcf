"""What editors meant by the names and values of fields."""
