"""How the language model is made; nothing at run time imports it."""

import tasks  # noqa: F401 - keeps every library from reporting, before it is imported
