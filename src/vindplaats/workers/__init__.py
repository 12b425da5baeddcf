"""Processes that share work, and the signals that interrupt it."""
