# What people do with this project; 'make' alone lists it. ARGS is passed on: make train ARGS="--epochs 5".
MVN ?= mvn
ARGS ?=
# Even quiet Maven would end with a code that sets a terminal's colour back.
QUIET_MVN := MAVEN_OPTS="$$MAVEN_OPTS -Djansi.noreset=true" $(MVN) -q -B
JAR := target/mnist.jar
SOURCES := pom.xml $(shell find src/main -type f)

.DEFAULT_GOAL := help
.PHONY: help build train test bench format clean

help: ## list these targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: $(JAR) ## build target/mnist.jar, the whole program

# The launcher prepares its fast start here, so that the first command need not.
$(JAR): $(SOURCES)
	$(QUIET_MVN) -DskipTests -Dspotless.check.skip=true package
	@touch $(JAR)
	@scripts/mnist --version >/dev/null

train: $(JAR) ## build, then train with the defaults (options: ARGS="...")
	@scripts/mnist train $(ARGS)
	@echo
	@echo "The program is scripts/mnist; 'scripts/mnist --help' lists what else it does."

test: ## check the format, build, and run all tests
	$(MVN) -B -ntp verify

bench: $(JAR) ## measure the speed of this machine (options: ARGS="...")
	@scripts/mnist bench $(ARGS)

format: ## apply the formatter to all sources
	$(QUIET_MVN) spotless:apply

clean: ## remove what was built (runs and data stay)
	rm -rf target
