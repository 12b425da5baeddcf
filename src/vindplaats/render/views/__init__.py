"""The values that templates receive."""
