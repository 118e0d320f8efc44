# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test bench check pin clean

run: .venv/run ## build the stand-ins, refresh, serve on 127.0.0.1:8050
	@set -a; [ ! -f .env ] || . ./.env; set +a; \
	DASHBOARD_DEMO=$${DASHBOARD_DEMO:-1} exec $(BIN)/python -m dashboard serve

test: .venv/test ## install what the tests need, then run them all
	@$(BIN)/python tests/prepare.py
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy
	@$(BIN)/pytest -n 2 --dist worksteal -m "not alone"
	@$(BIN)/pytest -m alone

bench: .venv/test ## the speed promises, as ratios on a million rows (some minutes)
	@$(BIN)/pytest -q tests/bench/speed.py tests/bench/refreshing.py tests/bench/verifying.py tests/bench/printing.py

check: .venv/test ## what a developer runs before a commit
	@$(BIN)/ruff format . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/pytest -n 2

pin: .venv/test ## write the pinned, hashed requirements anew (needs `pip install uv`)
	uv pip compile pyproject.toml --universal --generate-hashes -q -o requirements.txt
	uv pip compile pyproject.toml --universal --group test --generate-hashes -q -o tests/requirements.txt

clean:
	rm -rf .venv data

.venv/run: requirements.txt
	@echo "Menyiapkan lingkungan Python (sekali saja)…"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/test: tests/requirements.txt
	@echo "Menyiapkan lingkungan uji (sekali saja)…"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --disable-pip-version-check --require-hashes -q -r tests/requirements.txt
	@touch $@ .venv/run
