"""Names are linked across all articles of the working copy."""
