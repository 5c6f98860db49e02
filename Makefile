# What people do with this project; 'make' alone lists it. ARGS is passed on: make train ARGS="--epochs 5".
MVN ?= mvn
ARGS ?=
# Even quiet Maven would end with a code that sets a terminal's colour back.
QUIET_MVN := MAVEN_OPTS="$$MAVEN_OPTS -Djansi.noreset=true" $(MVN) -q -B
JAVA = $(if $(JAVA_HOME),$(JAVA_HOME)/bin/java,java)
JAR := target/mnist.jar
MANUAL := target/manual
SOURCES := pom.xml $(shell find src/main -type f)
SPARK_JAR := target/mnist-spark.jar
SPARK_VERSION := $(shell sed -n 's/.*<spark.version>\(.*\)<.*/\1/p' pom.xml)

.DEFAULT_GOAL := help
.PHONY: help build train sweep lessons report test soak spark spark-jars test-spark bench jmh install uninstall dist image format clean

# Where 'make install' puts things; DESTDIR is put before, for those who make packages.
PREFIX ?= /usr/local
DESTDIR ?=
BIN = $(DESTDIR)$(PREFIX)/bin
SHARE = $(DESTDIR)$(PREFIX)/share

help: ## list these targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

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

sweep: $(JAR) ## train once per learning rate and compare (ARGS="0.01 0.1 -- --epochs 2")
	@scripts/sweep-lr.sh $(or $(ARGS),0.03 0.1 0.3 -- --epochs 3 --hidden 64)

lessons: $(JAR) ## all experiments for learners, one after another (options: ARGS="...")
	@for lesson in scripts/lessons/[0-9]*.sh; do "$$lesson" $(ARGS) || exit; done

# Only what is a run: below runs/ there are those of sweeps and lessons, too.
report: $(JAR) ## one page over all runs in runs/: runs/report.html (options: ARGS="...")
	@set --; for run in runs/*/config.json; do [ ! -f "$$run" ] || set -- "$$@" "$${run%/config.json}"; done; \
	[ $$# -gt 0 ] || { echo "make report: there is no run in runs/; 'make train' trains one" >&2; exit 2; }; \
	scripts/mnist report "$$@" --out runs/report.html $(ARGS)

test: ## check the format, build, and run all tests
	$(MVN) -B -ntp verify

soak: ## the tests by chance (kills, faults, fuzzing) for long: hours
	$(MVN) -B -ntp -Psoak verify

spark: $(SPARK_JAR) ## build target/mnist-spark.jar, for sweeps on a cluster of Apache Spark

$(SPARK_JAR): $(SOURCES) $(shell find src/spark/java -type f)
	@echo "packing $(JAR) and $(SPARK_JAR): a minute; the first time Maven fetches Spark's jars, too" >&2
	$(QUIET_MVN) -Pspark -DskipTests -Dspotless.check.skip=true package
	@touch $(JAR) $(SPARK_JAR)

spark-jars: ## fetch Spark itself, 220 MB, for src/spark/submit.sh: target/spark/jars
	@echo "fetching Spark, 220 MB, to target/spark/jars, unless it is there" >&2
	$(QUIET_MVN) -f src/spark/jars.xml -Dspark.version=$(SPARK_VERSION) dependency:copy-dependencies \
		-DoutputDirectory="$(CURDIR)/target/spark/jars"

test-spark: $(SPARK_JAR) spark-jars ## test the jobs of Spark, on a cluster of two processes
	@src/spark/test.sh

bench: $(JAR) ## measure the speed of this machine (options: ARGS="...")
	@scripts/mnist bench $(ARGS)

# Started without Maven, which would be a second JVM beside the one that is measured.
jmh: ## measure kernels one by one with JMH (options: ARGS="KernelBenchmark -p layer=10x784x30")
	$(QUIET_MVN) -Pjmh -Dspotless.check.skip=true test-compile
	@$(JAVA) -cp "target/jmh-classes:target/classes:$$(cat target/jmh-class-path)" org.openjdk.jmh.Main $(ARGS)

# Man pages and the completion of command lines: a second or two, and only needed here.
$(MANUAL)/mnist.1: $(JAR)
	@rm -rf $(MANUAL)
	@$(JAVA) -cp $(JAR) mnist.cli.Manual $(MANUAL)

# The archive of classes that makes the start fast belongs to a jar in its place, so the installed launcher makes it.
install: $(JAR) $(MANUAL)/mnist.1 ## install below PREFIX (/usr/local): program, man pages, completion
	@install -d "$(BIN)" "$(SHARE)/mnist" "$(SHARE)/man/man1" "$(SHARE)/bash-completion/completions" \
		"$(SHARE)/zsh/site-functions" "$(SHARE)/fish/vendor_completions.d"
	@install -m 755 scripts/mnist "$(BIN)/mnist"
	@install -m 644 $(JAR) "$(SHARE)/mnist/mnist.jar"
	@install -m 644 scripts/jvm.options "$(SHARE)/mnist/jvm.options"
	@install -m 644 $(MANUAL)/*.1 "$(SHARE)/man/man1/"
	@install -m 644 $(MANUAL)/mnist.bash "$(SHARE)/bash-completion/completions/mnist"
	@install -m 644 $(MANUAL)/_mnist "$(SHARE)/zsh/site-functions/"
	@install -m 644 $(MANUAL)/mnist.fish "$(SHARE)/fish/vendor_completions.d/"
	@test -n "$(DESTDIR)" || "$(BIN)/mnist" --version >/dev/null
	@echo "installed $(BIN)/mnist; 'make uninstall' with the same PREFIX removes it"

uninstall: ## remove what 'make install' put below PREFIX
	@rm -f "$(BIN)/mnist" "$(SHARE)/bash-completion/completions/mnist"
	@rm -f "$(SHARE)/zsh/site-functions/_mnist" "$(SHARE)/fish/vendor_completions.d/mnist.fish"
	@rm -f "$(SHARE)"/man/man1/mnist.1 "$(SHARE)"/man/man1/mnist-*.1
	@rm -rf "$(SHARE)"/mnist/mnist.jar "$(SHARE)"/mnist/jvm.options "$(SHARE)"/mnist/mnist-*.jsa*
	@if [ -d "$(SHARE)/mnist" ]; then rmdir "$(SHARE)/mnist"; fi

# With the man pages and completions; -Pdist says where each file goes.
dist: ## pack the program: target/mnist-VERSION.zip and .tar.gz, SHA256SUMS
	$(QUIET_MVN) -Pdist -DskipTests -Dspotless.check.skip=true verify
	@cd target && ls -l mnist-*.zip mnist-*.tar.gz SHA256SUMS

image: ## the program with a Java of its own, for machines like this one: target/image
	$(QUIET_MVN) -Pdist,image -DskipTests -Dspotless.check.skip=true verify
	@du -sh target/image/*

format: ## apply the formatter to all sources
	$(QUIET_MVN) spotless:apply

clean: ## remove what was built (runs and data stay)
	rm -rf target
