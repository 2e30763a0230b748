# What one does with this repository. A machine needs Python >= 3.10, git and make; everything else
# is installed into virtual environments below this folder.

PYTHON ?= python3
# The folder of real articles that `make acceptance` reads.
SHARED ?= ../shared
# More arguments for pytest: make test ARGS='-k journal -x'; a debugger needs ARGS='-n0 --pdb'.
ARGS ?=

VENV := .venv
TYPES := .venv-types
BENCH := .venv-bench
SITE := .venv-site
# Models, browsers and servers take memory in each process.
PARALLEL := -n logical --maxprocesses 4 --dist loadfile
PIP := -m pip install --quiet --disable-pip-version-check
FINDINGS_ARE_FINE := test $$? -eq 1

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help demo test lint types build acceptance corpus packs docs site bench clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 13

demo: $(VENV)/run.installed ## Show newslint at work on the shipped sample
	$(VENV)/bin/newslint check corpus/sample || $(FINDINGS_ARE_FINE)
	$(VENV)/bin/newslint fix --diff corpus/sample || $(FINDINGS_ARE_FINE)

test: $(VENV)/test.installed ## Run the tests
	$(VENV)/bin/python -m pytest $(PARALLEL) $(ARGS)

lint: $(VENV)/dev.installed ## Check style and formatting
	$(VENV)/bin/python -m ruff check .
	$(VENV)/bin/python -m ruff format --check .

# The folders of this repository are not named like the packages that they are, so mypy reads an
# installation: one of links, made anew since a new module gets its link only there.
types: $(TYPES)/dev.installed ## Check types
	rm -rf build/__editable__.newslint-*
	$(TYPES)/bin/python $(PIP) --no-deps --no-build-isolation --editable . \
	  --config-settings editable_mode=strict
	$(TYPES)/bin/python -m mypy -p newslint

build: $(VENV)/dev.installed ## Build sdist and wheel into dist/
	rm -rf dist
	$(VENV)/bin/python -m build

acceptance: $(VENV)/run.installed ## Check what must be shown on the articles of $(SHARED)
	@if [ -d '$(SHARED)/seeds' ]; then \
	  $(VENV)/bin/python scripts/acceptance.py --shared '$(SHARED)'; \
	else \
	  echo 'acceptance: skipped, since there is no folder $(SHARED)/seeds; name it by SHARED=...'; \
	fi

corpus: $(VENV)/run.installed ## Compile the labelled corpus from its sources
	$(VENV)/bin/python scripts/build_corpus.py

packs: $(VENV)/run.installed ## Parse the phrase packs once and for all
	$(VENV)/bin/python scripts/parse_packs.py

docs: $(VENV)/run.installed ## Generate the pages about rules
	$(VENV)/bin/python scripts/build_docs.py
	$(VENV)/bin/python scripts/photograph_report.py

# Warnings are errors (`strict` in mkdocs.yml; under --quiet they would not count). The variable
# keeps the theme from advertising on standard error.
site: $(SITE)/site.installed ## Build the site of the documentation into build/site
	NO_MKDOCS_2_WARNING=1 $(SITE)/bin/mkdocs build

bench: $(BENCH)/bench.installed ## Measure speed, beside other tools
	$(BENCH)/bin/python benchmarks/speed.py $(ARGS)
	$(BENCH)/bin/python benchmarks/garble.py

clean: ## Remove everything that make has made, the environments too
	rm -rf $(VENV) $(TYPES) $(BENCH) $(SITE) build dist *.egg-info .*_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python $(TYPES)/bin/python $(BENCH)/bin/python $(SITE)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { \
	  echo 'newslint needs Python 3.10 or newer; name one: make PYTHON=python3.12 ...' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo '$(PYTHON) cannot make virtual environments: its modules venv and ensurepip are missing.' \
	       'On Debian and Ubuntu they come with: apt-get install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv --clear --upgrade-deps $(@:/bin/python=)

$(VENV)/run.installed: setup.cfg pyproject.toml | $(VENV)/bin/python
	$(VENV)/bin/python $(PIP) --editable .
	@touch $@

$(VENV)/test.installed $(VENV)/dev.installed: setup.cfg pyproject.toml | $(VENV)/bin/python
	$(VENV)/bin/python $(PIP) --editable '.[$(basename $(@F))]'
	@touch $@

$(TYPES)/dev.installed: setup.cfg pyproject.toml | $(TYPES)/bin/python
	$(TYPES)/bin/python $(PIP) '.[dev]'
	@touch $@

$(BENCH)/bench.installed: setup.cfg pyproject.toml benchmarks/requirements.txt | $(BENCH)/bin/python
	$(BENCH)/bin/python $(PIP) --editable . --requirement benchmarks/requirements.txt
	@touch $@

$(SITE)/site.installed: scripts/requirements-site.txt | $(SITE)/bin/python
	$(SITE)/bin/python $(PIP) --requirement scripts/requirements-site.txt
	@touch $@
