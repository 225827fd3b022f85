"""The ledger of seed files: what was seen, what a run finds, what follows from both."""
