"""The commands of the command line, one module each, and the code that they share."""
