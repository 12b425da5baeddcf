"""Stage 4: give every page and file its address, and make the bytes of each artifact; nothing is written here."""
