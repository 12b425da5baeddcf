"""Dutch notation: dates, numbers, enumerations, alphabetical order and names of persons; and system errors in Dutch."""
