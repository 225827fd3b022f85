"""Names: where they begin and end, in the nominative, and which are one."""
