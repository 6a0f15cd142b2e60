# Everything needs only Python 3.11 or newer and make; the rest is set up in .venv from the lock files.

# The first of these that is new enough; choose another with: make PYTHON=/path/to/python
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# Where `make serve` answers.
ADDRESS ?= 127.0.0.1:8000
# Passed on to pytest, for instance: make test PYTEST_FLAGS="-k timeline"
PYTEST_FLAGS ?=
# Passed on to the benchmarks, for instance: make bench BENCH_FLAGS="--articles 500"
BENCH_FLAGS ?=
# The name of a data release, for instance: make release RELEASE=v1.0
RELEASE ?= $(shell git describe --always --dirty 2>/dev/null || echo unversioned)
# Passed on to uv, for instance: make lock LOCK_FLAGS=--upgrade
LOCK_FLAGS ?=

# Material's notice about the coming MkDocs 2, which the pins in pyproject.toml leave out anyway.
export NO_MKDOCS_2_WARNING := 1

VENV := .venv
BIN := $(VENV)/bin
CODE := annotate tests benchmarks
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help site serve annotate test check format lock bench screenshots audit release clean
.DELETE_ON_ERROR:

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: annotate ## Annotate the corpus and build the site into site/
	$(BIN)/mkdocs build --clean

serve: $(VENV)/.ready ## Show the site at ADDRESS and reload it on every change
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

annotate: $(VENV)/.ready ## Bring the annotations of the corpus up to date
	$(BIN)/annotate run

test: $(VENV)/.ready-to-develop ## Run every test, in a real browser too
	@CHROMIUM="$$($(BIN)/python tests/browser/chromium.py)" && export CHROMIUM && \
	$(BIN)/python -m pytest $(PYTEST_FLAGS)

check: $(VENV)/.ready-to-develop ## Check style, types, the corpus and the site's links
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/annotate check
	$(BIN)/mkdocs build --strict --site-dir .cache/checked-site

format: $(VENV)/.ready-to-develop ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

lock: $(VENV)/.ready-to-develop ## Make the lock files anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml $(LOCKING) --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml $(LOCKING) --extra dev --constraint requirements.lock \
		--output-file requirements-dev.lock

# One file for every system and every Python, with the hash of each package and no address of a registry.
LOCKING = --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" $(LOCK_FLAGS)

bench: $(VENV)/.ready-to-develop ## Measure speed and print the figures
	$(BIN)/python -m benchmarks $(BENCH_FLAGS)

screenshots: $(VENV)/.ready-to-develop ## Take the pictures in docs/images anew
	@CHROMIUM="$$($(BIN)/python tests/browser/chromium.py)" && export CHROMIUM && \
	$(BIN)/python -m tests.browser.screenshots

release: $(VENV)/.ready ## Write the corpus in every format into dist/, as one archive named by RELEASE
	@mkdir -p dist
	$(BIN)/annotate export all --output dist/dateline-data-$(RELEASE).zip
	@cd dist && ../$(BIN)/python -c 'import hashlib, sys; n = sys.argv[1]; \
		print(hashlib.sha256(open(n, "rb").read()).hexdigest(), "", n)' \
		dateline-data-$(RELEASE).zip > dateline-data-$(RELEASE).zip.sha256

audit: $(VENV)/.ready-to-develop ## Ask Lighthouse and the Nu HTML checker about the site (needs node and Java)
	@CHROMIUM="$$($(BIN)/python tests/browser/chromium.py)" && export CHROMIUM && \
	$(BIN)/python -m benchmarks.audit

clean: ## Remove everything that was made: .venv, site, caches
	rm -rf $(VENV) site build dist .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@test -n "$(PYTHON)" && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Dateline needs Python 3.11 or newer, and '$(or $(PYTHON),python3)' is not." >&2; \
		echo "Install one, or say where it is: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo "This Python cannot make virtual environments. On Debian: apt install python3-venv" >&2; exit 1; }

# The package itself is installed once in editable form; only its metadata stands in pyproject.toml.
$(VENV)/.ready: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.ready-to-develop: requirements-dev.lock $(VENV)/.ready
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@
