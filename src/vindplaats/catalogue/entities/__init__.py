"""Who and what is mentioned: persons, clients, werkvelden, authors and series."""
