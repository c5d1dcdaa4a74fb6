# One place for every command; CI calls the same targets. `make help` lists them.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.setup
PIP    := $(BIN)/python -m pip --disable-pip-version-check --no-input
IMAGE  ?= eport-gateway
TESTS  ?= tests
# Each test process starts a Redis of its own; a configured one would be emptied by all at once.
PROCESSES ?= $(if $(EPORT_REDIS_URL),0,2)
ARGS   ?=
SECONDS ?= 90
SEED   ?= 1
ENGINE ?= sqlite

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-slow fuzz soak model check format docs bench lock image clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## make .venv from the lock, find a Redis and a PostgreSQL server; quick when nothing changed
	@sh scripts/obtain-redis $(VENV)
	@sh scripts/obtain-postgres $(VENV)

# --no-deps and --no-build-isolation: what is not in the lock is not installed, not even to build.
$(STAMP): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
	  || { echo "Python 3.11, 3.12 or 3.13 is needed; name one: make PYTHON=python3.12 setup" >&2; exit 1; }
	@echo "set-up: $$($(PYTHON) --version), about a minute the first time"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements-dev.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup ## the three-region run
	@$(BIN)/eport-gateway demo $(ARGS)

test: setup ## the tests; one folder: make test TESTS=tests/model
	@$(BIN)/python -m pytest -m "not slow" -n $(PROCESSES) --dist loadfile $(ARGS) $(TESTS)

test-slow: setup ## the tests that take longer
	@$(BIN)/python -m pytest -m slow $(ARGS) $(TESTS)

# Atheris is had where it is built for; elsewhere the same harness runs by plain mutation, and says so.
fuzz: setup ## hostile input for so long: make fuzz SECONDS=90; ARGS=--keep adds to the corpus
	@$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements-fuzz.lock \
	  || echo "ATHERIS COULD NOT BE INSTALLED: plain mutation instead" >&2
	@$(BIN)/python -m tests.fuzz --seconds $(SECONDS) $(ARGS)

soak: setup ## faults under load, and the books at the end: make soak SEED=7 SECONDS=600 ENGINE=postgresql
	@$(BIN)/python -m tests.soak --seed $(SEED) --seconds $(SECONDS) --engine $(ENGINE) $(ARGS)

model: ## check docs/model in every state (spin)
	@ALL="$(ALL)" sh scripts/check-model

check: setup ## format, lint, types and import rules
	@sh scripts/check $(BIN)

format: setup ## let ruff put the code in order
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

docs: setup ## print docs/formats, docs/rules, docs/faults.md and the printed parts of the guides from the tables
	@$(BIN)/python scripts/print-formats

bench: setup ## each step's CPU beside its own floor
	@$(BIN)/eport-gateway bench $(ARGS)

lock: ## make the locks anew (the only target that needs uv; it fetches its own)
	@sh scripts/lock $(PYTHON)

image: ## build the container image
	docker build --tag $(IMAGE) .

clean: ## remove what the targets made
	rm -rf $(VENV) .cache build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find gateway adapters tests -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
