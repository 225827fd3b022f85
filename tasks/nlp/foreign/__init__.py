"""What other spaCy pipelines lack: our labels, and direct quotations by rule."""
