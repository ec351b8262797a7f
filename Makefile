# Two commands do everything on a machine with make and Python 3.11+ (pip and venv):
#   make demo   the main job on the shipped page        make test   all tests
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PAGE = examples/bukharin-and-stalin-relationship.txt

.PHONY: help demo test lint eval changelog install dev lock clean

help:
	@echo "make demo       set up, then answer 'bukharin and stalin relationship' from the shipped page"
	@echo "make test       set up, then run all tests"
	@echo "make lint       style, types and import contracts"
	@echo "make eval       score every layer against the gold (skips where it is absent)"
	@echo "make changelog  the notes of the next version, from changelog.d"
	@echo "make lock       write the lock files anew (needs the network)"

$(VENV)/.ready: requirements.lock pyproject.toml
	@echo "Setting up $(VENV): the product and what it needs, pinned with hashes (a few minutes at first) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=..."; exit 1; }
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.ready
	@echo "Setting up the tools for tests ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

install: $(VENV)/.ready
dev: $(VENV)/.dev

demo: $(VENV)/.ready
	@$(BIN)/visavis ask "bukharin and stalin relationship" $(PAGE)

test: $(VENV)/.dev
	@$(BIN)/python -m pytest

lint: $(VENV)/.dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

eval: $(VENV)/.dev
	@$(BIN)/python -m eval

changelog: $(VENV)/.dev
	@$(BIN)/towncrier build --draft --version next

lock: $(VENV)/.ready
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --group build --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache build dist
