# `make demo` to see the site, `make test` to trust a change; both work first, alone and again.

PORT ?= 8000
# The first Python that can make a virtual environment: Debian's own is built to be fast.
PY = $(firstword $(foreach python,/usr/bin/python3.11 python3.11 python3,\
	$(shell $(python) -c 'import ensurepip' 2>/dev/null && echo $(python))))
APPS := content metropoles networks news
MANAGE := .venv/bin/python manage.py
PYBABEL := PYTHONPATH=. .venv/bin/pybabel -q
CATALOGUE := config/locale/fr/LC_MESSAGES/django
TEMPLATES = $(shell find $(APPS) -path '*/templates/*' -name '*.html')
# The locks are whole: --no-deps keeps older releases of pip from looking past them for extras.
INSTALL := .venv/bin/pip install -q --disable-pip-version-check --no-deps --require-hashes -r

# What Python compiles is kept, so that not every process of every run compiles it again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo serve test walk-test timing-test browser-test lint format messages lock pictures vendor

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-14s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- Run

demo: export DJANGO_DEBUG = 1
demo: export SITE_URL ?= http://127.0.0.1:$(PORT)
demo: .venv/.base $(CATALOGUE).mo ## Run the site with the demo content (PORT=8000)
	@$(MANAGE) migrate -v 0
	@$(MANAGE) load_demo
	@echo "Français   http://127.0.0.1:$(PORT)/fr/"
	@echo "English    http://127.0.0.1:$(PORT)/en/"
	@echo "Admin      http://127.0.0.1:$(PORT)/admin/"
	@echo "Sign in as editor, secretariat or administrator; the password is demo."
	@$(MANAGE) runserver 127.0.0.1:$(PORT)

serve: export SECRET_KEY ?= $(shell cat var/secret-key 2>/dev/null)
serve: export ALLOWED_HOSTS ?= localhost,127.0.0.1
serve: export SITE_URL ?= http://127.0.0.1:$(PORT)
serve: export BEHIND_PROXY ?= 1
serve: export SECURE_SSL_REDIRECT ?= 0
serve: .venv/.base $(CATALOGUE).mo var/secret-key var/.static ## Run it as in production, on plain HTTP (PORT=8000)
	@$(MANAGE) migrate -v 0
	@$(MANAGE) load_demo
	@.venv/bin/gunicorn config.wsgi -c config/gunicorn.py --bind 127.0.0.1:$(PORT) --no-control-socket

var/secret-key:
	@mkdir -p var
	@umask 077 && $(PY) -c "import secrets; print(secrets.token_urlsafe(50))" > $@

var/.static: .venv/.base config/settings.py $(shell find $(APPS) -path '*/static/*' -type f)
	@mkdir -p var
	@SECRET_KEY=unused $(MANAGE) collectstatic --noinput -v 0
	@touch $@

# --- Check

test: .venv/.dev $(CATALOGUE).mo ## Run the tests on every core (ARGS="-k name" to choose)
	@.venv/bin/pytest -n auto --dist worksteal -m "not (browser or timing or walk)" $(ARGS)

walk-test: .venv/.dev $(CATALOGUE).mo ## Read every page of the demo content in both languages
	@.venv/bin/pytest -m walk $(ARGS)

timing-test: .venv/.dev $(CATALOGUE).mo ## Run the tests that measure time, on a machine that does nothing else
	@.venv/bin/pytest -m timing $(ARGS)

browser-test: .venv/.e2e $(CATALOGUE).mo ## Run the tests that need Chromium
	@DJANGO_ALLOW_ASYNC_UNSAFE=1 .venv/bin/pytest -m browser tests/browser $(ARGS)

lint: export DJANGO_DEBUG = 1
lint: .venv/.dev ## Check style, layers, migrations and French messages
	@.venv/bin/ruff check --output-format=concise
	@.venv/bin/ruff format --check --output-format=concise
	@.venv/bin/djade --check --target-version 5.2 $(TEMPLATES)
	@.venv/bin/lint-imports --no-cache
	@$(MANAGE) makemigrations --check --dry-run
	@.venv/bin/pytest -q tests/test_messages.py

format: .venv/.dev ## Put code and templates in shape
	@.venv/bin/ruff check --fix
	@.venv/bin/ruff format
	@.venv/bin/djade --target-version 5.2 $(TEMPLATES)

# --- Keep

messages: .venv/.base ## Collect the messages into the French catalogue
	@mkdir -p var $(dir $(CATALOGUE))
	@$(PYBABEL) extract -F pyproject.toml --add-location=file --sort-output -o var/messages.pot config $(APPS)
	@$(PYBABEL) update -i var/messages.pot -o $(CATALOGUE).po -l fr --init-missing --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

%.mo: %.po .venv/.base
	@$(PYBABEL) compile -i $< -o $@ -l fr

pictures: .venv/.e2e ## Take the guides' pictures from a running make demo (needs Chromium)
	@.venv/bin/python docs/pictures.py http://127.0.0.1:$(PORT)

vendor: ## Make the vendored fonts and the base map again (needs Node.js)
	npm --prefix vendor ci
	npm --prefix vendor run build

LOCK = $$dir/bin/uv pip compile -q $(LOCK_FLAGS) --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" pyproject.toml

# All extras are solved together first, so that what one asks for never contradicts another.
lock: ## Compile requirements/*.txt from pyproject.toml (LOCK_FLAGS=--upgrade for newer releases)
	@mkdir -p var && cat requirements/*.txt > var/locked.txt
	@dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && \
	$(PY) -m venv $$dir && $$dir/bin/pip install -q --disable-pip-version-check uv && \
	$(LOCK) --all-extras -o var/locked.txt && \
	$(LOCK) -c var/locked.txt -o requirements/base.txt && \
	$(LOCK) --extra dev -c var/locked.txt -o requirements/dev.txt && \
	$(LOCK) --extra dev --extra e2e -c var/locked.txt -o requirements/e2e.txt && \
	$(LOCK) --extra s3 -c var/locked.txt -o requirements/s3.txt

.venv/.base: requirements/base.txt
	@echo "Installing into .venv"
	@test -d .venv || $(PY) -m venv .venv
	@$(INSTALL) $<
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.base
	@$(INSTALL) $<
	@touch $@

.venv/.e2e: requirements/e2e.txt .venv/.dev
	@$(INSTALL) $<
	@touch $@
