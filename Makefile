# workmode: builds with the PGXS of the PostgreSQL whose pg_config is found.
#
#	make && make install && make installcheck
#
# PG_CONFIG=/path/to/pg_config picks another installation.  A build may stand
# apart from the sources: make -f /path/to/workmode/Makefile.

EXTENSION = workmode workmode_board
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
ifneq ($(wildcard $(here)/src/*/*.o $(here)/src/core/*/*.o),)
$(error Objects lie among the sources: run "make clean" there first)
endif
endif

# The version is stated once, in the control file.
EXTVERSION := $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" $(here)/workmode.control)
DATA = $(patsubst $(here)/%,%,$(wildcard $(here)/sql/workmode--*.sql $(here)/sql/workmode_board--*.sql))
DOCS = doc/workmode.md doc/workmode_board.md doc/report-light.png doc/report-dark.png

# src/core knows nothing of PostgreSQL; src/pg is the glue above it, and src/client
# the program that loads transcripts, with the one that has sessions labelled.
objects = $(patsubst $(here)/%.c,%.o,$(sort $(wildcard $(addprefix $(here)/,$(1)))))
CORE_OBJS := $(call objects,src/core/*/*.c src/core/*/*/*.c)
OBJS = $(WIN32RES) $(CORE_OBJS) $(call objects,src/pg/*.c)
CLIENT = src/client/workmode-load
CLIENT_OBJS := $(call objects,src/client/*.c)
RATE = src/client/workmode-rate
RATE_OBJS := $(call objects,src/client/rate/*.c)
# What both programs have.
SHARED_OBJS = $(addprefix src/client/,$(addsuffix .o,command_line database host message password progress repair signals))
CLIENT_MAN = doc/workmode-load.1 doc/workmode-rate.1

PG_CPPFLAGS = -I$(here)/src/core -DWORKMODE_VERSION='"$(EXTVERSION)"'
SHLIB_LINK = -lcjson -lm

TESTS = $(sort $(wildcard $(here)/test/sql/*.sql))
REGRESS = $(patsubst $(here)/test/sql/%.sql,%,$(TESTS))
REGRESS_OPTS = --inputdir=$(here)/test

# Transcripts in many languages stand in the tests.
ENCODING = UTF8
NO_LOCALE = 1

# Unit tests of src/core, without a server: test/unit/FOLDER/NAME.c is one program.
UNIT_TESTS := $(basename $(call objects,test/unit/*/*.c))
UNIT_OBJS = $(CORE_OBJS) test/unit/host.o
UNIT_CPPFLAGS = $(PG_CPPFLAGS) -I$(here)/test/unit

# Those in test/unit/client have the program's files, but for its beginning and
# what it has for a host.
CLIENT_TESTS = $(filter test/unit/client/%,$(UNIT_TESTS))
CLIENT_TEST_OBJS = $(filter-out %/main.o %/host.o,$(CLIENT_OBJS) $(RATE_OBJS))

# How often the intervals hold what they estimate.
COVERAGE := $(basename $(call objects,test/bench/coverage*.c))

EXTRA_CLEAN = $(UNIT_TESTS) test/unit/host.o $(COVERAGE) $(CLIENT) $(CLIENT_OBJS) $(RATE) $(RATE_OBJS)

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
HEADERS_ALL = $(wildcard $(here)/src/core/*/*.h $(here)/src/pg/*.h $(here)/src/client/*.h $(here)/src/client/*/*.h)
$(OBJS) $(OBJS:.o=.bc) $(UNIT_OBJS) $(CLIENT_OBJS) $(RATE_OBJS): $(HEADERS_ALL)

# The programs are linked from src/core's objects as the module is.  PGXS makes a
# module or a program, not both.
$(CLIENT_OBJS) $(RATE_OBJS): override CPPFLAGS += -I$(libpq_srcdir) -I$(here)/src/client
$(CLIENT): $(CLIENT_OBJS) $(CORE_OBJS)
	$(CC) $(CFLAGS) $^ $(LDFLAGS) $(LDFLAGS_EX) $(libpq) -lcjson -lm -o $@
$(RATE): $(RATE_OBJS) $(SHARED_OBJS) $(filter src/core/base/%,$(CORE_OBJS))
	$(CC) $(CFLAGS) $^ $(LDFLAGS) $(LDFLAGS_EX) $(libpq) -lm -o $@

.PHONY: install-client uninstall-client
all: $(CLIENT) $(RATE)
install: install-client
install-client: $(CLIENT) $(RATE)
	$(MKDIR_P) '$(DESTDIR)$(bindir)' '$(DESTDIR)$(mandir)/man1'
	$(INSTALL_PROGRAM) $(CLIENT) $(RATE) '$(DESTDIR)$(bindir)'
	$(INSTALL_DATA) $(addprefix $(here)/,$(CLIENT_MAN)) '$(DESTDIR)$(mandir)/man1'
uninstall: uninstall-client
uninstall-client:
	rm -f $(addprefix '$(DESTDIR)$(bindir)'/,$(notdir $(CLIENT) $(RATE)))
	rm -f $(addprefix '$(DESTDIR)$(mandir)/man1'/,$(notdir $(CLIENT_MAN)))

# PGXS removes a document from the folder that it has here.
.PHONY: uninstall-docs
uninstall: uninstall-docs
uninstall-docs:
	rm -f $(addprefix '$(DESTDIR)$(docdir)/$(docmoduledir)'/, $(notdir $(DOCS)))

$(CLIENT_TESTS): UNIT_CPPFLAGS += -I$(libpq_srcdir) -I$(here)/src/client
$(CLIENT_TESTS): UNIT_OBJS += $(CLIENT_TEST_OBJS)
$(CLIENT_TESTS): UNIT_LIBS = $(libpq)
$(CLIENT_TESTS): $(CLIENT_TEST_OBJS)
$(UNIT_TESTS): %: %.c $(wildcard $(here)/test/unit/*.h) $(UNIT_OBJS)
	$(CC) $(CFLAGS) $(UNIT_CPPFLAGS) -o $@ $< $(UNIT_OBJS) $(UNIT_LIBS) $(SHLIB_LINK)

.PHONY: unit
unit: $(UNIT_TESTS)
	@for test in $(UNIT_TESTS); do echo "# $$test"; ./$$test || exit 1; done

$(COVERAGE): %: %.c $(here)/test/bench/draw.h $(UNIT_OBJS)
	$(CC) $(CFLAGS) $(PG_CPPFLAGS) -o $@ $< $(UNIT_OBJS) $(SHLIB_LINK)

.PHONY: coverage
coverage: $(COVERAGE)
	@for program in $(COVERAGE); do echo "# $$program"; ./$$program || exit 1; done

# PGXS makes no folders for objects.
ifneq ($(abspath $(here)),$(CURDIR))
build_dirs := $(addprefix $(CURDIR)/,$(sort $(dir $(OBJS) $(CLIENT_OBJS) $(RATE_OBJS) $(UNIT_OBJS) $(UNIT_TESTS) $(COVERAGE))))
$(OBJS) $(OBJS:.o=.bc) $(CLIENT_OBJS) $(RATE_OBJS) $(UNIT_OBJS) $(UNIT_TESTS) $(COVERAGE): | $(build_dirs)

$(build_dirs):
	$(MKDIR_P) $@

$(CURDIR)/expected:
	ln -s $(abspath $(here))/expected $@
endif
