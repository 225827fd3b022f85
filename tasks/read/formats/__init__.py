"""One module a format: each gives the records of its files."""
