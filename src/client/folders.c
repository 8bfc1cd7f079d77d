/*
 * folders.c
 *	  Finds the files of folders.
 *
 * Links are followed.  A folder or file that several ways lead to counts once, so
 * that a circle of links ends.  Links come last, after all names in all folders: what
 * has a name of its own is known by that, and nobody makes a session of another his
 * by a link to it.
 */
#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/host.h"
#include "default_folders.h"
#include "folders.h"
#include "message.h"
#include "names.h"

/* What a walk has seen, by device and number. */
typedef struct Place
{
	dev_t		device;
	ino_t		number;
} Place;

typedef struct Walk
{
	const Options *options;
	FileList   *list;
	Place	   *seen;			/* a table of hashes; number 0: free */
	size_t		count;
	size_t		size;			/* a power of two, or 0 */
	TextBuffer	links;			/* paths to follow at the end, a NUL behind each */
	TextBuffer	path;			/* of where the walk is, with a NUL behind it */
} Walk;

static Place *
find_place(Walk *walk, Place place)
{
	size_t		at = (size_t) wm_slice_identity(wm_slice((const char *) &place, sizeof(place)));

	for (;; at++)
	{
		Place	   *slot = &walk->seen[at & (walk->size - 1)];

		if (slot->number == 0 ||
			(slot->number == place.number && slot->device == place.device))
			return slot;
	}
}

static void
make_places(Walk *walk)
{
	Walk		old = *walk;

	walk->size = old.size == 0 ? 1024 : 2 * old.size;
	walk->seen = wm_alloc(walk->size * sizeof(Place));
	memset(walk->seen, 0, walk->size * sizeof(Place));
	for (size_t i = 0; i < old.size; i++)
	{
		if (old.seen[i].number != 0)
			*find_place(walk, old.seen[i]) = old.seen[i];
	}
	wm_free(old.seen);
}

/* Was it seen before? */
static bool
seen(Walk *walk, const struct stat *status)
{
	Place		place;
	Place	   *slot;

	memset(&place, 0, sizeof(place));
	place.device = status->st_dev;
	place.number = status->st_ino;
	/* Some file systems number nothing. */
	if (place.number == 0)
		return false;
	if (2 * walk->count >= walk->size)
		make_places(walk);
	slot = find_place(walk, place);
	if (slot->number == place.number)
		return true;
	*slot = place;
	walk->count++;
	return false;
}

static void
cannot_read(Walk *walk, const char *path)
{
	client_message("%s cannot be read and is skipped: %s", client_shown(path),
				   strerror(errno));
	walk->list->failed++;
}

/*
 * Reads the last file of the list at once, since it can be read but once, as a pipe.
 * If that fails it is told, and the file is taken from the list.
 */
static void
hold(Walk *walk, SourceFile *file)
{
	const char *fault = load_file_read(file, &file->held);

	if (fault == NULL)
	{
		file->repair = client_repair(&file->held);
		return;
	}
	client_message("%s cannot be read and is skipped: %s", client_shown(file->path),
				   fault);
	walk->list->failed++;
	walk->list->count--;
	wm_free(file->path);
	wm_free(file->held.data);
}

/* By its name a file of a folder may be left out. */
static void
add_file(Walk *walk, const char *path, const struct stat *status, bool left_out)
{
	SourceFile *file;

	if (seen(walk, status) || load_mtime(status) < walk->options->since)
		return;
	file = load_files_add(walk->list, path);
	file->bytes = load_size(status);
	file->mtime = load_mtime(status);
	file->left_out = left_out;
}

/* A file on the command line. */
static void
add_named(Walk *walk, const char *path, const struct stat *status)
{
	int			count = walk->list->count;
	SourceFile *file;

	add_file(walk, path, status, false);
	if (walk->list->count == count)
		return;
	file = &walk->list->files[count];
	file->named = true;
	if (!S_ISREG(status->st_mode))
		hold(walk, file);
}

/* What stands in a folder. */
typedef struct Entry
{
	bool		link;
	char		name[];
} Entry;

typedef struct Entries
{
	Entry	  **items;
	size_t		count;
	size_t		size;
} Entries;

static int
compare_entries(const void *a, const void *b)
{
	const Entry *x = *(Entry *const *) a;
	const Entry *y = *(Entry *const *) b;

	return strcmp(x->name, y->name);
}

static bool
is_link(const char *folder, const struct dirent *entry)
{
	struct stat status;
	TextBuffer	path = {NULL, 0, 0};
	bool		link;

#ifdef DT_LNK
	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type == DT_LNK;
#endif
	wm_buffer_append(&path, wm_slice_cstring(folder));
	wm_buffer_append_char(&path, '/');
	wm_buffer_append(&path, wm_slice(entry->d_name, strlen(entry->d_name) + 1));
	link = lstat(path.data, &status) == 0 && S_ISLNK(status.st_mode);
	wm_buffer_free(&path);
	return link;
}

static void
add_entry(Entries *entries, const char *name, bool link)
{
	Entry	   *entry = wm_alloc(sizeof(Entry) + strlen(name) + 1);

	entry->link = link;
	strcpy(entry->name, name);
	if (entries->count == entries->size)
	{
		entries->size = entries->size == 0 ? 64 : 2 * entries->size;
		entries->items = wm_realloc(entries->items, entries->size * sizeof(Entry *));
	}
	entries->items[entries->count++] = entry;
}

/* False if the folder can't be read, with errno. */
static bool
read_folder(const char *path, Entries *entries)
{
	DIR		   *folder = opendir(path);
	struct dirent *entry;
	int			fault;

	if (folder == NULL)
		return false;
	while (errno = 0, (entry = readdir(folder)) != NULL)
	{
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			add_entry(entries, entry->d_name, is_link(path, entry));
	}
	fault = errno;
	closedir(folder);
	errno = fault;
	if (entries->count > 0)
		qsort(entries->items, entries->count, sizeof(Entry *), compare_entries);
	return fault == 0;
}

static void walk_folder(Walk *walk);

static void
put_off(Walk *walk, const char *name)
{
	wm_buffer_append(&walk->links, wm_buffer_slice(&walk->path));
	wm_buffer_append_char(&walk->links, '/');
	wm_buffer_append(&walk->links, wm_slice(name, strlen(name) + 1));
}

/* Goes to what bears a name in the folder where the walk is, and comes back. */
static void
walk_entry(Walk *walk, const char *name)
{
	size_t		len = walk->path.len;
	struct stat status;

	wm_buffer_append_char(&walk->path, '/');
	wm_buffer_append(&walk->path, wm_slice_cstring(name));
	*wm_buffer_reserve(&walk->path, 1) = '\0';
	if (stat(walk->path.data, &status) < 0)
	{
		/* A link that leads nowhere, or a file that is gone by now, is no fault. */
		if (errno != ENOENT && errno != ELOOP)
			cannot_read(walk, walk->path.data);
	}
	else if (S_ISDIR(status.st_mode))
	{
		if (load_enters_folder(name) && !seen(walk, &status))
			walk_folder(walk);
	}
	else if (S_ISREG(status.st_mode))
		add_file(walk, walk->path.data, &status, !load_may_be_transcript(name));
	walk->path.len = len;
	walk->path.data[len] = '\0';
}

static void
walk_folder(Walk *walk)
{
	Entries		entries = {NULL, 0, 0};

	if (!read_folder(walk->path.data, &entries))
		cannot_read(walk, walk->path.data);
	for (size_t i = 0; i < entries.count; i++)
	{
		if (entries.items[i]->link)
			put_off(walk, entries.items[i]->name);
		else
			walk_entry(walk, entries.items[i]->name);
		wm_free(entries.items[i]);
	}
	wm_free(entries.items);
}

/* What was put off; in folders that links lead to there may be more links. */
static void
walk_links(Walk *walk)
{
	for (size_t at = 0; at < walk->links.len;)
	{
		Slice		path = wm_slice_cstring(walk->links.data + at);
		size_t		name = path.len;
		TextBuffer	last = {NULL, 0, 0};

		at += path.len + 1;
		while (path.data[name - 1] != '/')
			name--;
		wm_buffer_append(&last, wm_slice(path.data + name, path.len - name + 1));
		wm_buffer_clear(&walk->path);
		wm_buffer_append(&walk->path, wm_slice_head(path, name - 1));
		walk_entry(walk, last.data);
		wm_buffer_free(&last);
	}
}

/* A folder or file that was named, or that a default pattern leads to. */
static void
walk_from(Walk *walk, const char *path, bool named)
{
	char	   *full = realpath(path, NULL);
	struct stat status;

	if (full == NULL || stat(full, &status) < 0)
		cannot_read(walk, path);
	else if (!S_ISDIR(status.st_mode) && named)
		add_named(walk, full, &status);
	else if (S_ISREG(status.st_mode))
		add_file(walk, full, &status, false);
	else if (S_ISDIR(status.st_mode) && !seen(walk, &status))
	{
		wm_buffer_clear(&walk->path);
		if (strcmp(full, "/") != 0)
			wm_buffer_append(&walk->path, wm_slice_cstring(full));
		*wm_buffer_reserve(&walk->path, 1) = '\0';
		walk_folder(walk);
	}
	free(full);
}

/* Appends a path in which glob finds nothing special. */
static void
put_literally(TextBuffer *pattern, const char *path)
{
	for (; *path != '\0'; path++)
	{
		if (strchr("*?[]\\", *path) != NULL)
			wm_buffer_append_char(pattern, '\\');
		wm_buffer_append_char(pattern, *path);
	}
}

/* A folder of the table; false if it is in a home that nobody knows. */
static bool
put_folder(TextBuffer *pattern, const DefaultFolder *row)
{
	const char *home = getenv("HOME");
	const char *set = row->variable == NULL ? NULL : getenv(row->variable);

	if (set != NULL && set[0] != '\0')
		put_literally(pattern, set);
	else if (row->folder[0] != '~')
		wm_buffer_append(pattern, wm_slice_cstring(row->folder));
	else if (home == NULL || home[0] == '\0')
		return false;
	else
	{
		put_literally(pattern, home);
		wm_buffer_append(pattern, wm_slice_cstring(row->folder + 1));
	}
	return true;
}

/* Walks what is found; false if that is nothing. */
static bool
walk_default(Walk *walk, const DefaultFolder *row)
{
	TextBuffer	pattern = {NULL, 0, 0};
	glob_t		found;
	bool		any = false;

	if (put_folder(&pattern, row))
	{
		wm_buffer_append_char(&pattern, '/');
		wm_buffer_append(&pattern, wm_slice_cstring(row->pattern));
		wm_buffer_append_char(&pattern, '\0');
		any = glob(pattern.data, 0, NULL, &found) == 0;
		for (size_t i = 0; any && i < found.gl_pathc; i++)
			walk_from(walk, found.gl_pathv[i], false);
		if (any)
			globfree(&found);
	}
	wm_buffer_free(&pattern);
	return any;
}

static bool
walk_defaults(Walk *walk)
{
	bool		any = false;

	for (const DefaultFolder *row = load_default_folders; row->folder != NULL; row++)
		any |= walk_default(walk, row);
	return any;
}

static void
add_standard_input(Walk *walk)
{
	SourceFile *file = load_files_add(walk->list, "-");

	file->named = true;
	hold(walk, file);
}

static bool
holds_standard_input(const FileList *list)
{
	for (int i = 0; i < list->count; i++)
	{
		if (strcmp(list->files[i].path, "-") == 0)
			return true;
	}
	return false;
}

bool
load_folders(const Options *options, FileList *list)
{
	Walk		walk = {.options = options, .list = list};
	bool		any = true;

	for (int i = 0; i < options->npaths; i++)
	{
		if (strcmp(options->paths[i], "-") != 0)
			walk_from(&walk, options->paths[i], true);
		else if (!holds_standard_input(list))
			add_standard_input(&walk);
	}
	if (options->npaths == 0)
		any = walk_defaults(&walk);
	walk_links(&walk);
	wm_free(walk.seen);
	wm_buffer_free(&walk.links);
	wm_buffer_free(&walk.path);
	return any;
}
