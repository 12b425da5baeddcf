"""Input that wants to harm: what hypothesis makes of it, the classics, and who judges what comes of it."""
