# workmode: builds with the PGXS of the PostgreSQL whose pg_config is found.
#
#	make && make install && make installcheck
#
# PG_CONFIG=/path/to/pg_config picks another installation.  A build may stand
# apart from the sources: make -f /path/to/workmode/Makefile.

EXTENSION = workmode
MODULE_big = workmode
PGFILEDESC = "workmode - work modes of coding-agent sessions"

# The sources, before PGXS gives them the name srcdir.
here := $(patsubst %/,%,$(dir $(firstword $(MAKEFILE_LIST))))

# make takes a blank in a path for the end of it.  Where the sources are is no
# matter to a build among them.
ifneq ($(abspath $(here)),$(CURDIR))
ifneq ($(words $(CURDIR)) $(wildcard $(here)/workmode.control),1 $(here)/workmode.control)
$(error A build apart from the sources needs paths without blanks)
endif
# make would take these for its own.
ifneq ($(wildcard $(here)/src/*/*.o),)
$(error Objects lie among the sources: run "make clean" there first)
endif
endif

# The version is stated once, in the control file.
EXTVERSION := $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" $(here)/workmode.control)
DATA = $(patsubst $(here)/%,%,$(wildcard $(here)/sql/workmode--*.sql))

# src/core knows nothing of PostgreSQL; src/pg is the glue above it.
OBJS = $(WIN32RES) \
	$(patsubst $(here)/%.c,%.o,$(sort $(wildcard $(here)/src/core/*.c))) \
	$(patsubst $(here)/%.c,%.o,$(sort $(wildcard $(here)/src/pg/*.c)))

PG_CPPFLAGS = -I$(here)/src/core -DWORKMODE_VERSION='"$(EXTVERSION)"'
SHLIB_LINK = -lcjson -lm

TESTS = $(sort $(wildcard $(here)/test/sql/*.sql))
REGRESS = $(patsubst $(here)/test/sql/%.sql,%,$(TESTS))
REGRESS_OPTS = --inputdir=$(here)/test

# Transcripts in many languages stand in the tests.
ENCODING = UTF8
NO_LOCALE = 1

# Unit tests of src/core, without a server: test/unit/NAME.c is one program.
UNIT_TESTS = $(patsubst $(here)/%.c,%,$(filter-out %/host.c,$(wildcard $(here)/test/unit/*.c)))
UNIT_OBJS = $(filter src/core/%,$(OBJS)) test/unit/host.o

EXTRA_CLEAN = $(UNIT_TESTS) test/unit/host.o test/bench/coverage

# Apart from the sources, pg_regress looks for what is expected beside what it
# writes.
ifneq ($(abspath $(here)),$(CURDIR))
REGRESS_PREP = $(CURDIR)/expected
EXTRA_CLEAN += $(CURDIR)/expected
endif

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

# Calls within the module stay within it: they are faster, and no function of
# that name in another module takes its place.  From 16 on PGXS hides all names.
ifeq ($(PORTNAME), linux)
override CFLAGS += -fno-semantic-interposition
SHLIB_LINK += -Wl,-Bsymbolic-functions
endif

# A product and a sum in one instruction are rounded once, in two twice: whether
# a compiler fuses them depends on the machine, and a share, score or value must
# be the same on all.  This stands behind the distribution's own flags, and JIT
# would fuse what the bitcode leaves open.
override CFLAGS += -ffp-contract=off
override BITCODE_CFLAGS += -ffp-contract=off

# The bitcode for JIT is as old as its headers, too.
HEADERS_ALL = $(wildcard $(here)/src/core/*.h $(here)/src/pg/*.h)
$(OBJS) $(OBJS:.o=.bc) $(UNIT_OBJS): $(HEADERS_ALL)

$(UNIT_TESTS): %: %.c $(wildcard $(here)/test/unit/*.h) $(UNIT_OBJS)
	$(CC) $(CFLAGS) $(PG_CPPFLAGS) -o $@ $< $(UNIT_OBJS) $(SHLIB_LINK)

.PHONY: unit
unit: $(UNIT_TESTS)
	@for test in $(UNIT_TESTS); do echo "# $$test"; ./$$test || exit 1; done

# How often the intervals hold what they estimate.
test/bench/coverage: %: %.c $(UNIT_OBJS)
	$(CC) $(CFLAGS) $(PG_CPPFLAGS) -o $@ $< $(UNIT_OBJS) $(SHLIB_LINK)

.PHONY: coverage
coverage: test/bench/coverage
	./$<

# PGXS makes no folders for objects.
ifneq ($(abspath $(here)),$(CURDIR))
build_dirs := $(addprefix $(CURDIR)/,src/core src/pg test/unit test/bench)
$(OBJS) $(OBJS:.o=.bc) $(UNIT_OBJS) $(UNIT_TESTS) test/bench/coverage: | $(build_dirs)

$(build_dirs):
	$(MKDIR_P) $@

$(CURDIR)/expected:
	ln -s $(abspath $(here))/expected $@
endif
