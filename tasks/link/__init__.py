"""Names across articles: which of them mean the same person, organisation or place."""
