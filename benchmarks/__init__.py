"""The measurements that the README quotes, each one command."""

import tasks  # noqa: F401 - keeps every library from reporting, before it is imported
