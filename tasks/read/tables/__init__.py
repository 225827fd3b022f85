"""Tables: which column holds what, and rows as articles, whatever the file is."""
