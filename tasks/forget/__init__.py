"""Articles and persons leave the warehouse, and all that lies below it."""
