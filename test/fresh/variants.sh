# test/fresh/variants.sh - what the variants of test/fresh.sh are
#
# Sourced by it.  The table has a name, the Debian that it starts from, how many
# minutes it takes (about, on two idle cores, with the packages at hand) and what it is; the
# function variant_NAME sets what is not as in "defaults".

variants()
{
	cat <<- 'EOF'
		bookworm     | bookworm |  8 | Debian 12, PostgreSQL 15
		server       | bookworm |  8 | a server whose cluster runs and must stay as it is; no headers
		libpq        | bookworm |  8 | libpq-dev, which has a pg_config but no server
		two          | trixie   |  8 | servers 15 and 17, both without headers
		sudo         | bookworm |  8 | a user with sudo
		nosudo       | bookworm |  1 | a user without it is told what to ask for
		spaces       | bookworm |  8 | a path with spaces, and such a TMPDIR
		readonly     | bookworm |  8 | a checkout that cannot be written to
		offline      | bookworm |  1 | no network: one clear sentence
		byhand       | bookworm |  8 | make, make install, make installcheck as the README has them
		bullseye     | bullseye |  8 | Debian 11, PostgreSQL 13
		trixie       | trixie   |  8 | Debian 13, PostgreSQL 17
		forky        | forky    |  8 | Debian testing
		sid          | sid      |  8 | Debian unstable
		experimental | sid      |  8 | PostgreSQL 19 from Debian experimental
		deb          | bookworm | 10 | the package that debian/ makes, in Debian 12
		deb_trixie   | trixie   | 10 | the same in Debian 13
		cassert      | bookworm | 20 | a server with assertions, built from Debian's sources
	EOF
}

variant_bookworm() { :; }
variant_bullseye() { :; }
variant_trixie() { :; }
variant_forky() { :; }
variant_sid() { :; }

# All that the two commands must leave alone: who runs, which packages, the
# files of programs, settings and databases, and that nobody connected.
cluster_state()
{
	inside pg_lsclusters
	inside cat /var/lib/postgresql/15/main/postmaster.pid
	inside dpkg-query -W 'postgresql*' libpq5
	inside find /etc/postgresql /etc/postgresql-common /usr/lib/postgresql /usr/share/postgresql \
		/var/lib/postgresql -type f -not -path '*/pg_wal/*' -not -path '*/pg_stat*' \
		-not -path '*/global/pg_control' -exec sha256sum {} + | sort -k 2
	grep -c 'connection received' "$root/var/log/postgresql/postgresql-15-main.log"
}

# cluster_runs SETTING...: the cluster that came with the server.  This machine's
# ports may be taken, so it listens on none.
cluster_runs()
{
	printf '%s\n' "listen_addresses = ''" 'port = 5432' "$@" |
		inside tee /etc/postgresql/15/main/conf.d/fresh.conf
	inside pg_ctlcluster 15 main restart
}

variant_server()
{
	watched="the cluster"
	prepare()
	{
		add postgresql
		# Nothing changes there by itself.
		cluster_runs 'autovacuum = off' 'log_connections = on'
		inside runuser -u postgres -- psql -c 'CREATE TABLE precious AS SELECT 1' -c CHECKPOINT
		cluster_state > "$run/before"
	}
	untouched()
	{
		cluster_state > "$run/after"
		diff "$run/before" "$run/after"
	}
}

variant_libpq()
{
	prepare() { add libpq-dev; }
}

# Debian 13 can still install the server of Debian 12.
variant_two()
{
	prepare()
	{
		sources bookworm > "$root/etc/apt/sources.list.d/bookworm.list"
		add postgresql-17 postgresql-15
	}
}

a_user()
{
	user=newcomer
	home=/home/newcomer
}

variant_sudo()
{
	a_user
	prepare()
	{
		add sudo
		inside useradd --create-home --shell /bin/bash "$user"
		echo "$user ALL = NOPASSWD: ALL" > "$root/etc/sudoers.d/$user"
	}
}

variant_nosudo()
{
	a_user
	commands=(test/demo.sh)
	prepare() { inside useradd --create-home "$user"; }
	judge() { [ "$1" = 1 ] && grep -q 'apt-get install .* gcc libc6-dev make libcjson-dev libpq-dev postgresql' "$2"; }
}

variant_spaces()
{
	clone="/srv/a folder/work mode"
	environment=("TMPDIR=/srv/for a time")
	prepare() { mkdir -p -m 1777 "$root/srv/for a time"; }
}

variant_readonly()
{
	cloned()
	{
		mount --bind "$root$clone" "$root$clone"
		mount -o remount,bind,ro "$root$clone"
	}
}

variant_offline()
{
	isolation=(unshare --net)
	judge() { [ "$1" = 1 ] && grep -q 'is there a network' "$2"; }
}

# A server whose superuser is the user, as the README advises.
variant_byhand()
{
	a_user
	clone="/srv/a folder/work mode"
	commands=(make "sudo make install" "make installcheck"
		"mkdir /tmp/build && cd /tmp/build && ln -s '$clone' /tmp/sources && ! make -f /tmp/sources/Makefile"
		"make clean && cd /tmp/build && make -f /tmp/sources/Makefile"
		"cd /tmp/build && sudo make -f /tmp/sources/Makefile install"
		"cd /tmp/build && make -f /tmp/sources/Makefile installcheck"
		"cd /tmp && ! make -f '$clone/Makefile'")
	prepare()
	{
		add sudo postgresql gcc make libcjson-dev postgresql-server-dev-all
		inside useradd --create-home "$user"
		echo "$user ALL = NOPASSWD: ALL" > "$root/etc/sudoers.d/$user"
		cluster_runs
		inside runuser -u postgres -- createuser --superuser "$user"
	}
}

# A server from experimental is there already, as Debian's own is the older.
variant_experimental()
{
	prepare()
	{
		local server

		echo "deb $MIRROR experimental main" > "$root/etc/apt/sources.list.d/experimental.list"
		inside apt-get update -q
		server=$(inside apt-cache pkgnames postgresql- | grep -xE 'postgresql-[0-9]+' | sort -V | tail -n 1)
		mkdir -p "$root/etc/postgresql-common/createcluster.d"
		echo 'create_main_cluster = false' > "$root/etc/postgresql-common/createcluster.d/none.conf"
		# Nothing else of experimental, which need not fit together.
		printf '%s\n' "Package: src:$server" 'Pin: release a=experimental' 'Pin-Priority: 500' \
			> "$root/etc/apt/preferences.d/server"
		add "$server"
	}
}

variant_deb() { commands=(test/fresh/deb.sh); }
variant_deb_trixie() { commands=(test/fresh/deb.sh); }

# The server is built once for all runs.
variant_cassert()
{
	commands=(test/fresh/cassert.sh)
	prepare()
	{
		local kept=/var/tmp/workmode-fresh/cassert

		mkdir -p "$FRESH_DIR/cassert" "$root$kept"
		mount --bind "$FRESH_DIR/cassert" "$root$kept"
		inside apt-get update -q
	}
}
