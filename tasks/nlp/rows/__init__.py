"""A finished document as rows of the tables."""
