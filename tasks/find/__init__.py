"""The seed folder: which files lie there, and what became of them since they were last seen."""
