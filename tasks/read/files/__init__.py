"""What files are made of: characters, lines, elements of XML, parts of containers."""
