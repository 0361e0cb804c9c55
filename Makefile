# The commands of this project; README.md explains the two that a newcomer needs: `make demo` and `make test`.

# Every Debian package that the build and the tests need, and nothing else: this list is the one place.
# Build: the four C libraries with their archives (the release links them statically), and lld through the Swift toolchain.
# Oracles of the tests: openssl, ssh-keygen, the reference HCL implementation (Go), nftables and iptables in their own
# network namespace, shellcheck for the hooks, git-lfs beside them, a PostgreSQL and a MariaDB server, and git itself.
DEBIAN_PACKAGES = \
  git make ca-certificates binutils libgit2-dev libpg-query-dev libyaml-dev libsqlite3-dev libssl-dev libpcre2-dev zlib1g-dev \
  libmbedtls-dev libhttp-parser-dev \
  openssl openssh-client jq golang-go golang-github-hashicorp-hcl-v2-dev nftables iptables iproute2 shellcheck git-lfs \
  python3 python3-venv bsdutils procps postgresql-15 mariadb-server

# Every PyPI package that the tests use as an oracle.
PYPI_PACKAGES = aerleon==1.18.0 securesystemslib==1.6.0 cryptography in-toto-attestation==0.9.3 rfc8785==0.1.4 jsonschema==4.26.0 \
  PyYAML check-jsonschema zizmor pre-commit==4.7.0 lefthook==2.2.2 \
  markdown-it-py sarif-pydantic squawk-cli==2.70.0

ORACLES = $(CURDIR)/.build/oracles
SUDO = $(shell [ "$$(id -u)" = 0 ] || echo sudo)
export PATH := $(ORACLES)/bin:$(PATH)
# A crash must end at once: without this, the dynamic Swift runtime asks on a terminal what to do and waits 30 seconds.
export SWIFT_BACKTRACE = enable=no

.PHONY: setup build demo test test-link plan-scenarios mutations lint release release-binary release-static release-plain bench clean

## setup: install the Debian and PyPI packages that are not there yet
setup:
	@missing=""; for package in $(DEBIAN_PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then echo "installing:$$missing"; \
	  $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; fi
	@[ -x $(ORACLES)/bin/python3 ] || python3 -m venv $(ORACLES)
	@$(ORACLES)/bin/python3 -m pip install --quiet --disable-pip-version-check $(PYPI_PACKAGES)

## build: the debug binary, with the import check of the floors
build:
	swift build --product gatehouse --explicit-target-dependency-import-check error

## demo: set up, build, and walk the whole road on a real repository
demo: setup build
	@GATEHOUSE="$$(swift build --show-bin-path)/gatehouse" sh Tests/EndToEnd/demo.sh

## test: everything, against the real tools
test: setup lint build
	swift test --explicit-target-dependency-import-check error

## plan-scenarios: what configuration alone shows, against real plans; GATEHOUSE_TERRAFORM_PROVIDERS names a provider mirror
plan-scenarios: build
	Tests/PlanScenarios/run.py "$$(swift build --show-bin-path)/gatehouse"

## mutations: more than 100,000 damaged Terraform modules
mutations:
	GATEHOUSE_MUTATIONS=200 swift test --filter TerraformMutationTests

## lint: the formatter's rules
lint:
	swift format lint --strict --parallel --recursive Sources Tests Package.swift

RELEASE = .build/release-static
RELEASE_BINARY = $(RELEASE)/release/gatehouse

# One binary with the Swift runtime and the C libraries inside, on libc alone, stripped. What each flag is for:
#   a copy of the Swift runtime of which only what is called is linked (1.2 MB; unretain.py);
#   libstdc++ is found as an archive only; no run path, which would load libraries that lie beside the binary;
#   types are asked for by their functions: by their names, the runtime searches all conformances for each one;
#   a section for each function, of which the unused and, where it is safe, the equal ones are left out (0.8 MB of Swift's, whose
#   public functions are kept unless they are internal to the link); -Osize for most modules is set in Package.swift;
#   no unwind tables: nothing here unwinds a stack, and debuggers follow the frame pointers (3.3 MB); no hashes of modules, which
#   are for a debugger to find them by;
#   no exported symbols: the runtime's list would export, and so keep, every one of BoringSSL's;
#   packed relative relocations need glibc 2.36; -znow: nothing that could be redirected stays writable.
RELEASE_FLAGS = -c release --static-swift-stdlib --disable-local-rpath --scratch-path $(RELEASE) \
  -Xswiftc -resource-dir -Xswiftc $(CURDIR)/.build/archives/swift_static -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors \
  -Xswiftc -Xfrontend -Xswiftc -function-sections -Xswiftc -Xfrontend -Xswiftc -internalize-at-link \
  -Xswiftc -use-ld=lld -Xswiftc -L$(CURDIR)/.build/archives \
  -Xswiftc -Xclang-linker -Xswiftc -static-libgcc -Xcc -Os -Xcc -ffunction-sections -Xcc -fdata-sections \
  -Xcc -fno-asynchronous-unwind-tables -Xlinker -T -Xlinker $(CURDIR)/.build/archives/no-unwind-tables.ld \
  -Xlinker -s -Xlinker --no-eh-frame-hdr -Xlinker --icf=safe \
  -Xlinker --no-export-dynamic -Xlinker -zpack-relative-relocs -Xlinker -znow

# The offline link replaces names of one libgit2; with another one there is the plain link, larger and slower to start.
GUARD = Sources/System/CGit2Offline/guard.sh

release-binary: setup
	@sh $(GUARD)
	@mkdir -p .build/archives
	@ln -sf "$$(clang -print-file-name=libstdc++.a)" .build/archives/libstdc++.a
	@echo 'SECTIONS { /DISCARD/ : { *(.eh_frame) *(.gcc_except_table*) *(.swift_modhash) } } INSERT AFTER .text;' >.build/archives/no-unwind-tables.ld
	@python3 Sources/System/CGit2Offline/unretain.py .build/archives/swift_static
	GATEHOUSE_LINK=static swift build --product gatehouse $(RELEASE_FLAGS)

## release: the binary that is shipped; prints its size and start-up time
release: setup
	@if sh $(GUARD); then $(MAKE) --no-print-directory release-static; else \
	  echo "warning: falling back to the plain link" >&2; $(MAKE) --no-print-directory release-plain; fi

release-static: release-binary
	@sh Benchmarks/release-figures.sh $(RELEASE_BINARY)

## release-plain: the same with libgit2 and the other C libraries as they are installed, for a libgit2 that nobody has tried
release-plain: setup
	swift build --product gatehouse -c release --static-swift-stdlib --disable-local-rpath --scratch-path .build/release-plain
	@ls -l .build/release-plain/release/gatehouse

## bench: whole-process figures beside git's in the same run (RUNS=100; LARGE=1 adds 50,000 files)
bench: release-binary
	@sh Benchmarks/run.sh $(RELEASE_BINARY)

## test-link: the tests once more on the release's archives, where an internal name of libgit2 could bite
test-link: setup
	GATEHOUSE_LINK=static swift test --scratch-path .build/test-link

clean:
	rm -rf .build
