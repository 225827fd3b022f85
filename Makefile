# `make run` and `make test` work on a machine with git, make and Python 3.11+.

PYTHON ?= python3
SEEDS ?= seeds
WAREHOUSE ?= warehouse
BIN := .venv/bin

.PHONY: run serve check test lint lock train evaluate bench clean

run: .venv/installed
	$(BIN)/wortlaut run --seeds "$(SEEDS)" --warehouse "$(WAREHOUSE)"

serve: .venv/installed
	$(BIN)/wortlaut serve --seeds "$(SEEDS)" --warehouse "$(WAREHOUSE)"

check: .venv/installed
	$(BIN)/wortlaut check --seeds "$(SEEDS)" --warehouse "$(WAREHOUSE)"

test: .venv/installed
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(TESTS)

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The environment is made anew when a dependency changed; --no-deps: the lock file has them all.
.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Wortlaut needs Python 3.11 or newer; name one with make PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv \
	  || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
	  --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
	  --no-build-isolation --editable .
	@touch $@

# Needs uv (https://docs.astral.sh/uv).
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet \
	  --extra dev pyproject.toml --output-file requirements.lock
	sed -i '1i # Every dependency of pyproject.toml, pinned with hashes for Python 3.11 and later on any platform.\n# Made anew with: make lock' requirements.lock

train: .venv/installed
	bash training/train.sh $(if $(SMALL),--small)

# Needs the annotated corpora (training/README.md).
evaluate: .venv/installed
	$(BIN)/python -m benchmarks.evaluate

bench: .venv/installed
	$(BIN)/python -m benchmarks.nightly

clean:
	rm -rf .venv .venv-train
