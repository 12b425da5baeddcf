"""Stage 2: all records to one corpus: finds who is meant, merges exact doubles, and puts everything in order."""
