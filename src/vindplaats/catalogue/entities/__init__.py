"""The persons, opdrachtgevers, werkvelden, authors and series that pages mention."""
