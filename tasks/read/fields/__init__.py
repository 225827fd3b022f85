"""What stands in the fields of an article, whatever its format: paragraphs, names, an embargo."""
