"""Files that are new or different become articles."""
