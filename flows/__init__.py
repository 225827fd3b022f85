"""The flows, their parameters and the command line."""

import tasks  # noqa: F401 - keeps every library from reporting, before it is imported
