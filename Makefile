# `make run` shows what the program does, `make test` shows that it does it right, `make help` lists the rest.

.PHONY: help setup run window ui test test-rust test-ui test-window test-browser torture check wheel python scale bench bench-setup rules checks layouts tables pairs build deb portable guide icons clean
.NOTPARALLEL:
.DEFAULT_GOAL := help
SHELL := /bin/bash

SAMPLE ?= tests/corpus/books/urumqi-2023.xlsx
OUT ?= out
# What the window is tested with. After all other tests `--workspace --bins --tests` builds nothing twice: dependencies are the same
# only where the same packages are asked for.
WINDOW_BUILD ?= -p jixiao -p jixiao-cli --bins

NPM := npm --prefix ui --no-fund --no-audit
SCREEN := xvfb-run --auto-servernum --server-args="-screen 0 1366x768x24"
UI_INSTALLED := ui/node_modules/.package-lock.json
UI_BUILT := ui/dist/index.html
UI_SOURCES := $(shell find ui/src docs/guide -type f) ui/index.html ui/vite.config.ts ui/tsconfig.json

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## Install what a bare Debian 12 with Rust and Node lacks (sudo only when something is missing)
	@.ci/setup all
	@$(MAKE) --no-print-directory --silent $(UI_INSTALLED)

# Without the tables of `audit --parquet`, whose libraries take longer to build than all the rest; every other build has them.
# Exit code 1 means done, with something that was not understood; the program has said what.
run: ## Hand in the sample book: XLSX and PDF of all its forms, in out/; then open the window, where there is a display
	@.ci/setup run
	cargo run --release --locked -p jixiao-cli --no-default-features --bin jixiao -- report $(SAMPLE) --out $(OUT) --overwrite || [ $$? -eq 1 ]
	@echo
	@echo "Made from $(SAMPLE):"
	@find $(OUT) -type f | sort | sed 's/^/  /'
	@echo
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(MAKE) --no-print-directory window; \
	else echo "No display here: the window was not opened. Where there is one, 'make run' or 'make window' opens it on the sample."; fi

window: setup $(UI_BUILT) ## Open the window on the sample
	cargo build --release --locked -p jixiao --bin jixiao-app
	@setsid target/release/jixiao-app --sample >target/window.log 2>&1 & \
	sleep 2; kill -0 $$! 2>/dev/null && echo "The window is open, on the sample." || { cat target/window.log; exit 1; }

test: setup test-rust test-ui test-window test-browser ## Every test: crates, pages, the real window on a screen of its own, the program in Chromium

# No doc comment holds a test (kept by tests/architecture), so that no crate is read once more to look for some.
test-rust: $(UI_BUILT)
	cargo test --workspace --locked --all-targets

test-ui: $(UI_INSTALLED)
	$(NPM) run --silent test

# The program that is driven answers for the person at the dialogs; only a debug build can.
test-window: $(UI_BUILT)
	cargo build --locked $(WINDOW_BUILD)
	$(SCREEN) $(NPM) run --silent test:window

# After `test-window` there is nothing to build any more.
test-browser: $(UI_BUILT)
	cargo build --locked $(WINDOW_BUILD)
	$(NPM) run --silent test:browser

# The same tests as in every run, with more kills and damaged files; docs/RELIABILITY.md has the counts.
TORTURE ?= 25
torture: ## Kill the program at work and damage its files, $(TORTURE) times as often as the tests do
	JIXIAO_TORTURE=$(TORTURE) cargo test --locked -p jixiao-store -p jixiao-xlsx -p jixiao-container --test suite -- --nocapture killed:: damage:: bad_files::

check: setup $(UI_BUILT) ## Everything but the tests: format, lints, types, documentation, arrows, licences
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked
	$(NPM) run --silent check
	cargo test --workspace --locked --test architecture # all packages: dependencies are then those of `make test`

PYTHON_BUILD ?= -p jixiao-cli -p jixiao-python
VENV := target/venv
PYTHON_TOOLS := maturin==1.16.0 pyarrow==26.0.1 pyspark==4.3.0 pandas==2.3.3 duckdb==2.0.1
$(VENV)/.installed: Makefile
	@.ci/setup python
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check $(PYTHON_TOOLS)
	@touch $@

wheel: $(VENV)/.installed ## Build the Python package: target/wheels/jixiao-*.whl
	$(VENV)/bin/maturin build --quiet --release --locked --manifest-path python/Cargo.toml
	@ls -lh target/wheels/*.whl

# What is tested is the debug build, laid beside the package's sources as in a wheel: nothing is built twice.
python: $(VENV)/.installed ## Test the Python package and the Spark job against the command line, and every query of docs/QUERIES.md
	cargo build --locked $(PYTHON_BUILD)
	rm -rf target/python && mkdir -p target/python && cp -r python/jixiao target/python
	cp target/debug/lib_jixiao.so target/python/jixiao/_jixiao.abi3.so
	cd python/tests && PYTHONPATH=$(CURDIR)/target/python JIXIAO=$(CURDIR)/target/debug/jixiao \
		PYSPARK_PYTHON=$(CURDIR)/$(VENV)/bin/python PYTHONDONTWRITEBYTECODE=1 $(CURDIR)/$(VENV)/bin/python -m unittest

# The provinces stay for the next run; so do the results, in target/scale. The package is laid beside its sources as in a wheel.
SCALE ?= 100000
scale: $(VENV)/.installed ## Measure audits of provinces up to $(SCALE) forms, alone and by Spark on a cluster of its own, into docs/SCALE.md
	cargo build --release --locked -p jixiao-cli -p jixiao-tests -p jixiao-python --bin jixiao --bin province --lib
	rm -rf target/scale/python && mkdir -p target/scale/python && cp -r python/jixiao target/scale/python
	cp target/release/lib_jixiao.so target/scale/python/jixiao/_jixiao.abi3.so
	PYTHONPATH=$(CURDIR)/target/scale/python:$(CURDIR)/python/tests $(VENV)/bin/python tests/scale.py target/scale $(SCALE) > target/scale.md
	@mv target/scale.md docs/SCALE.md

# LibreOffice, openpyxl and GNU time are measured where they are installed; `make bench-setup` installs them.
bench: ## Measure on a book of 61 large forms, beside LibreOffice and openpyxl, into docs/BENCHMARKS.md
	@.ci/setup run
	cargo build --release --locked -p jixiao-cli -p jixiao-tests --bin jixiao --bin bench
	target/release/bench target/bench > target/bench.md
	@mv target/bench.md docs/BENCHMARKS.md
	@sed -n '/^## Against/,/^## How/p' docs/BENCHMARKS.md | grep '^|'

bench-setup: ## Install what `make bench` and tests compare with: LibreOffice, GNU time, openpyxl and openxml-audit (in target/bench/venv)
	@.ci/setup bench
	python3 -m venv target/bench/venv
	target/bench/venv/bin/pip install --quiet openpyxl==3.1.5 openxml-audit==0.8.0

rules: ## Write docs/RULES.md from the rule sets and the published forms
	@mkdir -p target
	cargo run --quiet --locked -p jixiao-tests --bin rules > target/rules.md
	@mv target/rules.md docs/RULES.md

checks: ## Write docs/CHECKS.md from the checks, the published forms and what was judged by hand (tests/data/judged.tsv)
	@mkdir -p target
	cargo run --quiet --locked -p jixiao-tests --bin checks > target/checks.md
	@mv target/checks.md docs/CHECKS.md

layouts: ## Write docs/LAYOUTS.md: how the forms of other offices in the corpus are read
	@mkdir -p target
	cargo run --quiet --locked -p jixiao-tests --bin layouts > target/layouts.md
	@mv target/layouts.md docs/LAYOUTS.md

tables: ## Write docs/TABLES.md from the schema of the tables of many files
	@mkdir -p target
	cargo run --quiet --locked -p jixiao-tests --bin tables > target/tables.md
	@mv target/tables.md docs/TABLES.md

pairs: ## Print forms of six provinces beside their sources, into docs/images
	@.ci/setup pairs
	cargo build --locked -p jixiao-cli
	tests/pairs docs/images

build: setup $(UI_BUILT) ## Release builds: target/release/jixiao (command line) and target/release/jixiao-app (window)
	cargo build --release --workspace --bins --locked
	@ls -lh target/release/jixiao target/release/jixiao-app

VERSION := $(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml)
deb: setup $(UI_BUILT) ## Installable packages with icon, menu entry and file type, .deb and .rpm: target/release/bundle
	cargo build --release --locked -p jixiao --features browser,parquet --bin jixiao-app
	ui/node_modules/.bin/tauri bundle --bundles deb,rpm
	packaging/smaller target/release/bundle/deb/jixiao_*.deb
	packaging/faces $(VERSION) target/release/bundle/deb
	packaging/look target/release/bundle/deb

# Kylin V10 and UOS 20 have glibc 2.28. Zig links against the glibc that it is told.
ZIG := target/zig
ZIG_TOOLS := cargo-zigbuild==0.24.1 ziglang==0.17.1
PORTABLE ?= $(shell rustc -vV | sed -n 's/^host: //p')
$(ZIG)/.installed: Makefile
	@.ci/setup portable
	python3 -m venv $(ZIG)
	$(ZIG)/bin/pip install --quiet --disable-pip-version-check $(ZIG_TOOLS)
	@touch $@

portable: $(ZIG)/.installed $(UI_BUILT) ## The command line as one file for every Linux with glibc 2.28 or newer
	PATH=$(CURDIR)/$(ZIG)/bin:$$PATH cargo zigbuild --release --locked --target $(PORTABLE).2.28 -p jixiao-cli --bin jixiao
	packaging/oldest-glibc target/$(PORTABLE)/release/jixiao 2.28

ui: $(UI_BUILT) ## Build the pages of the window into ui/dist

guide: setup $(UI_BUILT) ## Take the pictures of the guide from the real window, into docs/guide
	cargo build --locked -p jixiao -p jixiao-cli --bins
	GUIDE=$(CURDIR)/docs/guide $(SCREEN) $(NPM) run --silent test:window -- views

icons: ## Draw the icons again
	node icons/draw.mjs

clean: ## Remove everything that was built
	cargo clean
	rm -rf ui/dist ui/node_modules gen $(OUT)

$(UI_INSTALLED): ui/package.json ui/package-lock.json ui/.npmrc
	$(NPM) ci --silent
	@touch $@

$(UI_BUILT): $(UI_INSTALLED) $(UI_SOURCES)
	$(NPM) run --silent build -- --logLevel warn
