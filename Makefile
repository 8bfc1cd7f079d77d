# workmode: builds with the PGXS of the PostgreSQL whose pg_config is found.
#
#	make && make install && make installcheck
#
# PG_CONFIG=/path/to/pg_config picks another installation.

EXTENSION = workmode
MODULE_big = workmode
PGFILEDESC = "workmode - work modes of coding-agent sessions"

# The version is stated once, in the control file.
EXTVERSION := $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" workmode.control)
DATA = $(wildcard sql/workmode--*.sql)

# src/core knows nothing of PostgreSQL; src/pg is the glue above it.
OBJS = $(WIN32RES) \
	$(patsubst %.c,%.o,$(sort $(wildcard src/core/*.c))) \
	$(patsubst %.c,%.o,$(sort $(wildcard src/pg/*.c)))

PG_CPPFLAGS = -I$(srcdir)/src/core -I$(srcdir)/src/pg -DWORKMODE_VERSION='"$(EXTVERSION)"'
SHLIB_LINK = -lcjson -lm

TESTS = $(sort $(wildcard test/sql/*.sql))
REGRESS = $(patsubst test/sql/%.sql,%,$(TESTS))
REGRESS_OPTS = --inputdir=test

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

# Calls within the module stay within it: they are faster, and no function of
# that name in another module takes its place.  From 16 on PGXS hides all names.
ifeq ($(PORTNAME), linux)
override CFLAGS += -fno-semantic-interposition
SHLIB_LINK += -Wl,-Bsymbolic-functions
endif

HEADERS_ALL = $(wildcard src/core/*.h src/pg/*.h)
$(OBJS): $(HEADERS_ALL)

# Unit tests of src/core, without a server: test/unit/NAME.c is one program.
UNIT_TESTS = $(patsubst %.c,%,$(filter-out %/host.c,$(wildcard test/unit/*.c)))
UNIT_OBJS = $(filter src/core/%,$(OBJS)) test/unit/host.o

$(UNIT_OBJS): $(HEADERS_ALL)
$(UNIT_TESTS): %: %.c test/unit/unit.h $(UNIT_OBJS)
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

EXTRA_CLEAN += $(UNIT_TESTS) test/unit/host.o test/bench/coverage
