"""The steps of a training run."""
