"""Plan every file of the site, and make each file from facts."""
