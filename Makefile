# Everything from a fresh machine with Python 3.11+, pip and make; `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TIME ?= 3600
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
export DAGSTER_HOME ?= $(CURDIR)/.dagster
export DAGSTER_DISABLE_TELEMETRY := yes

.PHONY: help setup run test browser lint serve docs bench bench-accuracy bench-plans bench-confidence bench-fuzz bench-kills fuzz peers mutants dev clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

setup: $(STAMP) ## make the virtual environment, tools for developers included

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(BIN)/zhospar: pyproject.toml | $(BIN)/python
	$(PIP) install --editable .
	touch $@

$(STAMP): pyproject.toml | $(BIN)/python
	$(PIP) install --editable '.[dev]'
	touch $@ $(BIN)/zhospar

run: $(BIN)/zhospar ocr ## publish raw_docs/ into outputs/
	$(BIN)/zhospar run

.PHONY: ocr
ocr: $(BIN)/zhospar # what reads pictures, where Tesseract's languages are there
	@! ls /usr/share/tesseract-ocr/*/tessdata/kaz.traineddata >/dev/null 2>&1 \
		|| $(BIN)/python -c "import tesserocr, cv2" 2>/dev/null \
		|| $(PIP) install --editable '.[ocr]'

test: lint browser ## check style, types and layers, and run all tests
	$(BIN)/python -m pytest --numprocesses 2

browser: ## install Debian's chromium, which tests of the site drive, where it is missing
	@command -v chromium chromium-browser google-chrome >/dev/null || test "$$(id -u)" != 0 \
		|| (apt-get update -q && apt-get install -q --yes --no-install-recommends chromium)

lint: $(STAMP) ## check style, types, layers, and that words of a language stand in its folder
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.lint_languages

serve: $(BIN)/zhospar ## serve what was published as a site on this computer
	$(BIN)/zhospar serve

docs: $(STAMP) ## write the data dictionary, the table of forms and the outputs of the recipes
	$(BIN)/zhospar dictionary > docs/data-dictionary.md
	$(BIN)/python -m tests.form_page
	$(BIN)/python -m tests.recipes

bench: $(STAMP) ## time reading, figures beside other extractors, and searches
	$(PIP) install --editable '.[bench]'
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.figures
	$(BIN)/python -m benchmarks.search

bench-accuracy: $(STAMP) ## read 500 random plans back in each form and count what is right
	$(BIN)/python -m benchmarks.accuracy

bench-plans: $(STAMP) ## print plans under titles never seen in every way, count what is understood
	$(BIN)/python -m benchmarks.plans

bench-confidence: $(STAMP) ## of what is said to be so sure, count what is right; GOLD="database folder" adds gold
	$(BIN)/python -m benchmarks.reliability $(if $(GOLD),--gold $(GOLD))

bench-fuzz: $(STAMP) ## read 10,000 samples with faults in them, count what becomes of them
	$(BIN)/python -m benchmarks.fuzz --count 10000

bench-kills: $(STAMP) ## kill 50 runs at random moments and look at what they leave
	$(BIN)/python -m benchmarks.kills

fuzz: $(STAMP) ## read samples with faults never tried before, for an hour or TIME=seconds
	$(BIN)/python -m benchmarks.fuzz --seconds $(TIME) --first $$(date +%s)

peers: $(STAMP) ## count cells right and seconds on printed plans beside other readers of tables
	$(PIP) install --editable '.[bench]'
	$(BIN)/python -m benchmarks.peers $(FOLDER)

mutants: $(STAMP) ## make small faults in a sample of the extractors and print which share tests catch
	$(PIP) install --editable '.[mutants]'
	$(BIN)/python -m tools.mutants

dev: $(STAMP) ## show and run the assets in Dagster's UI
	mkdir -p $(DAGSTER_HOME) && cp dagster.yaml $(DAGSTER_HOME)/
	$(BIN)/dagster dev

clean: ## remove what runs and tests have made, documents aside
	rm -rf outputs/zhospar.db* outputs/exports mutants .dagster .pytest_cache .mypy_cache .ruff_cache
