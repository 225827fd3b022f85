"""Which packages the wheel has; everything else stands in `pyproject.toml`.

The packages are found, so that none can be forgotten. Three folders at the top of the repository
are no packages, but belong below `tasks` in the wheel (`tasks/machine/shipped.py`): only a mapping
does that, and `pyproject.toml` takes either a mapping or a search.
"""

from setuptools import find_packages, setup

_SHIPPED = {"tasks.models": "models", "tasks.seeds": "seeds", "tasks.sql": "sql"}

setup(
    packages=[*find_packages(include=["flows*", "tasks*"]), *_SHIPPED],
    package_dir=_SHIPPED,
)
