# `make run` and `make test` work on a machine with git, make and Python 3.11+.

PYTHON ?= python3
SEEDS ?= seeds
WAREHOUSE ?= warehouse
BIN := .venv/bin

# The shell gets the names as they were given, spaces, quotes and dollar signs included; `wortlaut`
# itself knows what ~ means, which not every shell does here.
override SEEDS := $(value SEEDS)
override WAREHOUSE := $(value WAREHOUSE)
export SEEDS WAREHOUSE

.PHONY: help run serve check test lint lock corpus train evaluate bench release container-check clean

help:  ## this list
	@echo "make TARGET [SEEDS=folder of articles] [WAREHOUSE=folder of the warehouse]"
	@sed -n 's/^\([a-z-]*\):.*## */\1|/p' Makefile | while IFS='|' read -r target does; do \
	  printf '  %-16s %s\n' "$$target" "$$does"; done

run: .venv/installed  ## read new articles and publish the warehouse, now
	@$(BIN)/wortlaut run --seeds="$$SEEDS" --warehouse="$$WAREHOUSE"

serve: .venv/installed  ## do so every night, and from the Prefect UI
	@$(BIN)/wortlaut serve --seeds="$$SEEDS" --warehouse="$$WAREHOUSE"

check: .venv/installed  ## verify the published warehouse
	@$(BIN)/wortlaut check --seeds="$$SEEDS" --warehouse="$$WAREHOUSE"

test: .venv/installed  ## all tests (TESTS=path: some of them)
	$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder $(TESTS)

lint: .venv/installed  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.venv/installed: requirements.lock pyproject.toml setup.py
	@command -v $(PYTHON) >/dev/null \
	  || { echo "Wortlaut needs Python 3.11 or newer; name one with make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) shipping/install.py

# Needs uv (https://docs.astral.sh/uv).
lock:  ## pin the dependencies anew
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet \
	  --extra dev pyproject.toml --output-file requirements.lock
	sed -i '1i # Every dependency of pyproject.toml, pinned with hashes for Python 3.11 and later on any platform.\n# Made anew with: make lock' requirements.lock

corpus: .venv/installed  ## count what the annotated corpus holds
	@$(BIN)/python -m annotated.corpus counts

train: .venv/installed  ## make the language model anew (SMALL=1: on a few batches)
	bash training/train.sh $(if $(SMALL),--small)

# Needs the annotated corpora (training/README.md).
evaluate: .venv/installed  ## measure the language model
	$(BIN)/python -m benchmarks.evaluate

bench: .venv/installed  ## measure whole nights
	$(BIN)/python -m benchmarks.nightly

release: .venv/installed  ## wheel and sdist of the last commit, checked, in dist/
	$(BIN)/python -m shipping.release

# Needs buildah or, as root, debootstrap.
container-check: .venv/installed  ## build the image and run it, as far as this machine can
	bash shipping/container.sh

clean:  ## remove the environments, not the warehouse
	rm -rf .venv .venv-train
