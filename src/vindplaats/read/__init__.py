"""The read stage: parse each file of ``content/`` into a record that depends on that file only, not on the date."""
