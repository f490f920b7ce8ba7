# PMO Workbench: `make serve` opens the page, `make test` proves it. Both first fetch what is missing, once, from
# crates.io, npm, rustup and Debian, and say what they found. Needed beforehand: rustup, Node 20 or newer with npm.

RUST    := $(shell sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
TRUNK   := 0.21.14
# The command line must be of the very version the page is compiled against.
BINDGEN := $(shell sed -n '/^name = "wasm-bindgen"$$/{n;s/^version = "\(.*\)"/\1/p}' Cargo.lock)
PORT    ?= 8080

# Built tools outlive the checkout: a second clone starts at once.
CACHE       := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/pmo-workbench
TRUNK_DIR   := $(CACHE)/trunk-$(TRUNK)
BINDGEN_DIR := $(CACHE)/wasm-bindgen-cli-$(BINDGEN)
export PATH := $(CURDIR)/node_modules/.bin:$(TRUNK_DIR)/bin:$(BINDGEN_DIR)/bin:$(PATH):$(HOME)/.cargo/bin
export CHROMIUM := $(or $(CHROMIUM),$(shell command -v chromium || command -v chromium-browser || echo /usr/bin/chromium))

# A tool runs for seconds: do not spend minutes on optimising it.
QUICKLY := CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1

WASM   := --locked --target wasm32-unknown-unknown --no-default-features
MODULE := dist/module

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-linker setup-rust setup-trunk setup-bindgen setup-npm setup-chromium serve build module \
        test test-native test-wasm test-browser test-module lint bench
# Only the recipes' own messages, unless asked for with `make V=1`.
$(V).SILENT:

say = printf '==> %s\n'

# $(call apt-install,packages,what to do by hand)
define apt-install
	as_root=$$([ "$$(id -u)" = 0 ] && echo env || echo sudo)
	if ! command -v apt-get >/dev/null || ! command -v "$$as_root" >/dev/null; then
	  $(say) "Cannot install $(1) here: that takes apt-get, and root or sudo. $(2)" >&2; exit 1
	fi
	"$$as_root" apt-get update -qq
	"$$as_root" DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1)
endef

## help: this list
help:
	echo 'make TARGET, where TARGET is one of'
	sed -n 's/^## \([a-z-]*\): /\1\t/p' $(firstword $(MAKEFILE_LIST)) | awk -F'\t' '{ printf "  %-13s %s\n", $$1, $$2 }'

## serve: build the page and serve it on http://127.0.0.1:8080/ (PORT=…), building again on every change
serve: setup-rust setup-trunk setup-bindgen setup-npm
	$(say) "Serving http://127.0.0.1:$(PORT)/ as soon as it is built (Ctrl-C ends it)"
	trunk serve --port $(PORT)

## test: lints and every test: native, WebAssembly, browser, ES module
test: lint test-native test-wasm test-browser test-module
	$(say) "make test: all passed (lints, native, WebAssembly, browser, ES module)"

## setup: fetch everything that serve and test need; what is there already stays
setup: setup-rust setup-trunk setup-bindgen setup-npm setup-chromium
	$(say) "Everything is there"

## build: the page in dist/, ready for any static host, and as one HTML file in it that opens from a disk or out of a mail
build: setup
	$(say) "Building the page into dist/"
	trunk build
	node src/bin/page/single.mjs dist dist/pmo-workbench.html
	$(say) "Watching a first visit, to split the page by it"
	cargo build --locked --package pmo-split
	node src/bin/page/split.mjs dist "$${CARGO_TARGET_DIR:-target}/debug/split"

## module: the engine as an ES module with types, in dist/module/ (after build, which empties dist/)
module: setup-rust setup-bindgen setup-npm
	$(say) "Building the ES module into $(MODULE)/"
	cargo rustc --release --lib --crate-type cdylib $(WASM) --features js-api
	mkdir -p $(MODULE)
	wasm-bindgen --target web --out-dir $(MODULE) --out-name pmo_workbench \
	  "$${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/release/pmo_workbench.wasm"
	wasm-opt -O3 $(MODULE)/pmo_workbench_bg.wasm -o $(MODULE)/pmo_workbench_bg.wasm
	printf '{ "name": "pmo-workbench", "version": "%s", "type": "module", "main": "pmo_workbench.js", "types": "pmo_workbench.d.ts" }\n' \
	  "$$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)" >$(MODULE)/package.json

## test-native: unit tests, laws, reference cases, architecture
test-native: setup-rust
	$(say) "Native tests"
	cargo test --locked --workspace --exclude pmo-page
	cargo test --locked --features app --lib app::

## test-wasm: the engine in WebAssembly gives the same bits as natively (under Node)
test-wasm: setup-rust setup-bindgen
	$(say) "WebAssembly tests"
	cargo test $(WASM) --test determinism

## test-browser: the built page in Chromium, under its policy, in a sub-folder
test-browser: build
	$(say) "Browser tests"
	playwright test --config tests/e2e/playwright.config.mjs $(ARGS)

## test-module: the ES module in Node gives what the command line gives
test-module: module
	$(say) "ES module tests"
	cargo build --locked --bin pmo
	node --test tests/module/

## lint: formatting and Clippy, natively and for WebAssembly; a warning is an error
lint: setup-rust
	$(say) "Formatting"
	cargo fmt --all --check
	$(say) "Clippy, native"
	cargo clippy --locked --workspace --all-targets -- -D warnings
	$(say) "Clippy, WebAssembly"
	cargo clippy $(WASM) -p pmo-workbench -p pmo-page --features pmo-workbench/js-api --lib --bins -- -D warnings

## bench: how long the engine takes, natively and in WebAssembly, beside other ways
bench: setup-rust setup-bindgen
	cargo bench --locked
	$(say) "The same in WebAssembly, one thread"
	cargo bench $(WASM) --bench wasm

# rustup's cargo needs the system's linker, which a bare Debian lacks.
setup-linker:
	if command -v cc >/dev/null; then $(say) "C linker: already there"; else
	  $(say) "C linker: installing gcc"
	  $(call apt-install,gcc libc6-dev,Install a C compiler.)
	fi

setup-rust: setup-linker
	command -v rustup >/dev/null || { $(say) "rustup is missing: install it from https://rustup.rs and try again" >&2; exit 1; }
	if [[ "$$(rustc +$(RUST) --version 2>/dev/null)" == "rustc $(RUST) "* ]] \
	  && rustup target list --toolchain $(RUST) --installed | grep -qx wasm32-unknown-unknown; then
	  $(say) "Rust $(RUST) with wasm32: already there"
	else
	  $(say) "Rust $(RUST) with wasm32: installing"
	  rustup toolchain install $(RUST) --profile minimal --component clippy,rustfmt --target wasm32-unknown-unknown
	fi
	if cargo fetch --locked --offline --quiet 2>/dev/null; then $(say) "Crates: already there"; else
	  $(say) "Crates: fetching"
	  cargo fetch --locked
	fi

setup-trunk: setup-rust
	if [ "$$(trunk --version 2>/dev/null)" = "trunk $(TRUNK)" ]; then $(say) "Trunk $(TRUNK): already there"; else
	  $(say) "Trunk $(TRUNK): building it, once, into $(TRUNK_DIR) (some 5 minutes on two cores)"
	  $(QUICKLY) cargo install --locked trunk --version $(TRUNK) --no-default-features --root $(TRUNK_DIR)
	fi

setup-bindgen: setup-rust
	if [ "$$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $(BINDGEN)" ] \
	  && [ "$$(wasm-bindgen-test-runner --version 2>/dev/null)" = "wasm-bindgen-test-runner $(BINDGEN)" ]; then
	  $(say) "wasm-bindgen $(BINDGEN): already there"
	else
	  $(say) "wasm-bindgen $(BINDGEN): building it, once, into $(BINDGEN_DIR) (some 3 minutes on two cores)"
	  $(QUICKLY) cargo install --locked wasm-bindgen-cli --version $(BINDGEN) --no-default-features --root $(BINDGEN_DIR)
	fi

# npm's own mark in node_modules is no proof: compare with a copy of the lock file it was installed from.
setup-npm:
	if ! command -v npm >/dev/null || ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; then
	  $(say) "Node 20 or newer with npm is missing: install nodejs and npm (Debian 13 has them) and try again" >&2; exit 1
	fi
	if cmp -s package-lock.json node_modules/.installed-from.json; then $(say) "npm packages: already there"; else
	  $(say) "npm packages: installing"
	  npm ci --ignore-scripts --no-audit --no-fund
	  cp package-lock.json node_modules/.installed-from.json
	fi

setup-chromium:
	if [ -x "$(CHROMIUM)" ]; then $(say) "Chromium: already there"; else
	  $(say) "Chromium: installing"
	  $(call apt-install,chromium,Install Chromium or name one in CHROMIUM=/path/to/chromium.)
	fi
