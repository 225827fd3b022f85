"""German as data and grammar: word lists, given names, roles, places, parts and cases of names."""
