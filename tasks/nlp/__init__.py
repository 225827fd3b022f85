"""The spaCy pipeline and its components. Knows nothing of Prefect."""
