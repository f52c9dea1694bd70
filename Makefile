# For people who work on the repository. Everything runs through the toolchain, which gets what is missing.
ENV ?=
tool := @node toolchain/bootstrap.mjs run --
quick := @node toolchain/bootstrap.mjs run --without-engine --

.PHONY: help setup demo demo-up demo-down sandbox build test nightly lint fix schema coverage rules bench bench-policies clean

help: ## What can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: ## Get Node, the dependencies and the engine; says what it does
	@node toolchain/bootstrap.mjs setup

demo: ## AccoReboot's test environment, from preview to destroy, on the real engine in a sandbox
	$(tool) node tools/build.ts
	$(tool) node --disable-warning=ExperimentalWarning tools/demo/main.ts demo

demo-up: ## The same, left standing: make demo-up ENV=test (or preprod, prod)
	$(tool) node tools/build.ts
	$(tool) node --disable-warning=ExperimentalWarning tools/demo/main.ts up "$(ENV)"

demo-down: ## Take down what demo-up left: make demo-down ENV=test
	$(tool) node --disable-warning=ExperimentalWarning tools/demo/main.ts down "$(ENV)"

sandbox: ## What demo-up left: make sandbox CMD=ls, or CMD="run -- pulumi -C examples/accoreboot preview -s test"
	$(tool) node --disable-warning=ExperimentalWarning packages/sandbox/dist/cli.js --dir .sandbox/standing $(CMD)

build: ## Build every package
	$(quick) node tools/build.ts

test: ## Checks, unit tests and engine tests; ends with "N passed, N failed"
	@node toolchain/bootstrap.mjs versitygw > /dev/null
	$(tool) node tools/test/main.ts unit engine

nightly: ## What takes longer
	@node toolchain/bootstrap.mjs versitygw > /dev/null
	$(tool) node tools/build.ts
	$(tool) node tools/test/main.ts nightly

lint: ## Format, lint and types, without changing anything
	$(quick) biome ci --error-on-warnings .
	$(quick) tsc --noEmit -p .
	$(quick) tsc --noEmit -p toolchain

fix: ## Format, and mend what the linter can mend
	$(quick) biome check --write .

schema: ## Bring the committed package schemas up to date
	$(quick) node tools/build.ts
	$(quick) node tools/schema.ts --write

coverage: ## Bring docs/sandbox-coverage.md up to date
	$(quick) node tools/build.ts
	$(quick) node tools/coverage.ts

rules: ## Bring packages/policies/RULES.md up to date
	$(quick) node tools/build.ts
	$(quick) node tools/rules.ts

bench: ## Measure ours beside the bare SDK, and the sandbox beside a provider that does nothing
	$(tool) node tools/build.ts
	$(tool) node --disable-warning=ExperimentalWarning bench/main.ts
	$(tool) node --disable-warning=ExperimentalWarning bench/share.ts

bench-policies: ## Measure the policy pack beside scanners, conftest and the policy SDK (builds them first, minutes)
	$(quick) node tools/build.ts
	$(tool) node --disable-warning=ExperimentalWarning bench/policies/scanners.ts
	$(tool) node --disable-warning=ExperimentalWarning bench/policies/speed.ts
	$(tool) node --disable-warning=ExperimentalWarning bench/policies/start.ts

clean: ## Remove what was built and every sandbox; the cache outside the tree stays
	rm -rf .sandbox packages/*/dist packages/*/.turbo .turbo
