"""The flows and what they share; the command line and the service have rooms of their own."""

import time

BEGAN = time.perf_counter()
"""When the program began: nothing of ours comes before these lines."""

import tasks  # noqa: E402, F401 - keeps every library from reporting, before it is imported
