"""What pages are made from, recorded as they ask for it."""
