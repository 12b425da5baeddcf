"""How Dutch is written: dates, numbers, lists, sorting and names of persons."""
