"""Whether a published warehouse holds what it should."""
