"""Batches of articles at the language model, on this machine's processes or a cluster's."""
