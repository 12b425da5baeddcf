"""How Dutch is written: dates, numbers, lists, alphabetical order, names of persons, errors of the system."""
