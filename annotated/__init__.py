"""Annotated corpora, and measures of what was found in them; training and benchmarks share both."""

import tasks  # noqa: F401 - keeps every library from reporting, before it is imported
