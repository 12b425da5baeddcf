"""The outputs of a build: plan every file of the site, and make each file from facts."""
