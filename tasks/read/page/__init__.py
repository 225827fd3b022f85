"""A web page of a publisher: its article, and what it says of it."""
