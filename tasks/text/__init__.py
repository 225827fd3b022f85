"""A file's bytes become an article or a rejection. Knows nothing of Prefect."""
