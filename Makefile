# make hunt   builds Wringer and hunts a real interpreter for a minute
# make test   runs all tests
# make bench  measures what a trial costs, against the cheapest loop in C, and how fast mutants are
# All install what is missing, on Debian, as root or with sudo.

build_packages = libseccomp-dev libdw-dev pkg-config
# The interpreter that is hunted, as its target.yaml names it.
hunt_packages = $(build_packages) \
	$(shell sed -n 's/^install: *\[\(.*\)\].*/\1/p' corpus/$(TARGET)/target.yaml 2>/dev/null | tr -d ,)
bench_packages = $(build_packages) lua5.4 mujs strace python3-venv
test_packages = $(build_packages) jimsh lua5.4 python3 mujs tinyscheme gawk git strace

# What the hunt of `make hunt` does.
TARGET ?= tcl
TIME ?= 60s
# Options of `make bench`, such as BENCH="--quick" or BENCH="--json".
BENCH ?=

.PHONY: hunt test bench build clean

hunt:
	@.ci/prepare $(hunt_packages)
	swift build -c release --product wringer
	@# Status 1 says that something was found, which is what a hunt is for.
	@.build/release/wringer hunt --target $(TARGET) --time $(TIME) || [ $$? -eq 1 ]
	@echo "wringer is .build/release/wringer here: .build/release/wringer replay RECORDING"

test:
	@.ci/prepare $(test_packages)
	swift build --build-tests
	@# A pipe would hide the status of the tests.
	@# The tests without processes first; those that start some need their children to themselves.
	@{ swift test --skip-build --skip CommandTests 2>&1 \
		&& swift test --skip-build --filter CommandTests 2>&1; \
		echo $$? >.build/test.status; } | tee .build/test.log
	@.ci/check-skips .build/test.log
	@exit $$(cat .build/test.status)

bench:
	@.ci/prepare $(bench_packages)
	swift build -c release --product wringer-bench
	@# Programs that it runs.
	swift build -c release --product brittle
	swift build -c release --product conduct
	swift build -c release --product wringer
	@.build/release/wringer-bench $(BENCH)

build:
	@.ci/prepare $(build_packages)
	swift build -c release --product wringer

clean:
	rm -rf .build
