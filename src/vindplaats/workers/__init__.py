"""Forked processes that share work, the signals that interrupt it, and garbage collection."""
