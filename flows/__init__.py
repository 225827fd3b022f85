"""The flows, their parameters and the command line."""

import time

BEGAN = time.perf_counter()
"""When the program began: nothing of ours comes before these lines."""

import tasks  # noqa: E402, F401 - keeps every library from reporting, before it is imported
