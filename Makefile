# make demo   the demonstration newsroom            make help   everything else
HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= python3
WORKERS ?= $(shell nproc 2>/dev/null || echo 2)
VENV := .venv
BIN := $(VENV)/bin
NUMBERS := var/metrics-$(PORT)
PID := var/server-$(PORT).pid
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
export SITE_URL ?= http://$(HOST):$(PORT)

.DEFAULT_GOAL := help
.PHONY: help demo run serve bench bench-serving bench-growth bench-desk test postgres-cover kills fuzz soak check lint format
.PHONY: messages lock audit sbom clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  PORT=8001 and HOST=127.0.0.1 may follow demo and run."

demo: $(VENV)/.run .env ## serve the demonstration newsroom at http://127.0.0.1:8000/
	@$(BIN)/python manage.py demo --host $(HOST) --port $(PORT)

run: $(VENV)/.run .env ## serve with DEBUG and reload, for working on the code
	@export DEBUG=1; \
	$(BIN)/python manage.py migrate --verbosity 0 && $(BIN)/python manage.py runserver $(HOST):$(PORT)

serve: export ENV_FILE ?=
serve: $(VENV)/.run ## serve as in production; needs SECRET_KEY and the rest of docs/operations.md in the environment
	@old=$$(cat $(PID) 2>/dev/null) && ps -ww -p "$$old" -o args= | grep -q "granian .*--port $(PORT) " || exit 0; \
	echo "Port $(PORT) is served already. kill -HUP $$old replaces its workers, kill $$old stops it."; exit 1
	@mkdir -p $(NUMBERS) && rm -f $(NUMBERS)/*.db && echo $$$$ > $(PID) && PROMETHEUS_MULTIPROC_DIR=$(NUMBERS) exec $(BIN)/granian --interface wsgi --host $(HOST) --port $(PORT) --workers $(WORKERS) --no-ws --http 1 \
	  --blocking-threads 4 --backpressure 64 --respawn-failed-workers --respawn-interval 5 --workers-kill-timeout 10 explainer.wsgi:application

test: $(VENV)/.dev $(if $(shell command -v npm),node_modules/.package-lock.json) ## run all tests: unit, browser, SQLite and PostgreSQL
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash tests/run.sh

postgres-cover: $(VENV)/.dev ## find out anew which tests the pass on PostgreSQL can do without (twenty minutes)
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash tests/run.sh cover

bench: $(VENV)/.dev $(if $(shell command -v npm),bench/node_modules/.package-lock.json) ## measure reading on a slow phone, and Lighthouse
	@$(BIN)/python bench/reading.py --lighthouse

bench-serving: $(VENV)/.dev ## measure serving beside nginx, WhiteNoise and Wagtail, during a bake, without a database
	@$(BIN)/python bench/serving.py

bench-growth: $(VENV)/.dev ## measure what pages and saves cost with 100, 1,000 and 10,000 articles
	@$(BIN)/python bench/growth.py

bench-desk: $(VENV)/.dev ## measure every screen of the desk with 5,000 articles and 10,000 notes
	@$(BIN)/python bench/desk.py

kills: $(VENV)/.dev ## kill a server a hundred times while editors work (KILLS=100), and look for what is lost
	@KILLS=$${KILLS:-100} $(BIN)/pytest -n 0 -s tests/reliability/test_kills.py

fuzz: $(VENV)/.dev ## give what reads others' words anything at all, for FUZZ_SECONDS (100) of each of six kinds
	@FUZZ_SECONDS=$${FUZZ_SECONDS:-100} $(BIN)/pytest -n 0 -s --show-capture=no tests/reliability/test_fuzzing.py

soak: $(VENV)/.dev ## a thousand readers and fifty editors at once, for SOAK_SECONDS (600)
	@SOAK_SECONDS=$${SOAK_SECONDS:-600} $(BIN)/pytest -n 0 -s tests/reliability/test_soak.py

check: $(VENV)/.dev ## check format, style, types, and run the tests that need no browser, no server and little time
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .
	@$(BIN)/mypy & types=$$!; PATH="$(CURDIR)/$(BIN):$$PATH" bash tests/run.sh quick; tests=$$?; wait $$types && exit $$tests

lint: $(VENV)/.dev ## check format, style and types
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy

format: $(VENV)/.dev ## put the code into its format
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

messages: $(VENV)/.dev ## after a change of texts on screen: write the files of translations anew, and say what is missing
	@SECRET_KEY=only-for-this-command-which-serves-nobody $(BIN)/python manage.py messages

lock: $(BIN)/uv ## after a change of requirements*.txt: write the lock files anew, every package with its hashes
	@$(LOCK) -o requirements-dev.lock requirements-dev.txt
	@$(LOCK) -c requirements-dev.lock -o requirements.lock requirements.txt
	@$(LOCK) -c requirements-dev.lock -o requirements-s3.lock requirements-s3.txt

$(BIN)/uv: | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check $$(sed -n 's/^\(uv==[^ ]*\) .*/\1/p' requirements-dev.txt)

audit: $(VENV)/.dev ## ask whether what is locked has known vulnerabilities (needs the network)
	@$(BIN)/python deploy/audit.py

sbom: $(VENV)/.dev ## write var/sbom.json, the software bill of materials (CycloneDX)
	@mkdir -p var && grep -v -- '--hash=' requirements.lock | sed 's/ *\\$$//' | \
	  $(BIN)/cyclonedx-py requirements --output-reproducible --of JSON -o var/sbom.json - && echo "var/sbom.json"

clean: ## remove what running left behind, the demonstration's database included
	rm -rf var $(VENV) node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis

.env:
	@umask 077; key=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(50))") && printf '%s\n' \
	  "# What manage.py reads where the environment says nothing else. Made once, by make demo or make run; yours to change." \
	  "SECRET_KEY=$$key" \
	  "# For the links that commands make. make demo and make run say their own, by HOST and PORT." \
	  "SITE_URL=$$SITE_URL" >$@.new && mv $@.new $@

$(BIN)/python:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed; this is ' + sys.version.split()[0])"
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

node_modules/.package-lock.json: package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

bench/node_modules/.package-lock.json: bench/package-lock.json
	cd bench && npm ci --no-audit --no-fund --loglevel=error
