/*
 * files.c
 *	  The files that may hold transcripts: a list of them, and what is in one.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/host.h"
#include "files.h"

/* So much is read at first of what has no size, such as a pipe. */
#define FIRST_READ	65536

/* Memory above this is given back when the next file needs less. */
#define KEPT_LIMIT	((size_t) 64 * 1024 * 1024)

/* The first and the last second of the years that have four digits. */
#define FIRST_TIME	INT64_C(-62135596800)
#define LAST_TIME	INT64_C(253402300799)

const char load_too_long[] =
	"it has 1 GB or more, and a value of PostgreSQL has less; split it into sessions";

SourceFile *
load_files_add(FileList *list, const char *path)
{
	SourceFile *file;

	if (list->count == list->size)
	{
		list->size = list->size == 0 ? 64 : 2 * list->size;
		list->files = wm_realloc(list->files, (size_t) list->size * sizeof(SourceFile));
	}
	file = &list->files[list->count++];
	memset(file, 0, sizeof(*file));
	file->path = wm_alloc(strlen(path) + 1);
	strcpy(file->path, path);
	return file;
}

void
load_files_free(FileList *list)
{
	for (int i = 0; i < list->count; i++)
	{
		wm_free(list->files[i].path);
		wm_free(list->files[i].name);
		wm_free(list->files[i].held.data);
	}
	wm_free(list->files);
	memset(list, 0, sizeof(*list));
}

int64_t
load_mtime(const struct stat *status)
{
#ifdef __APPLE__
	const struct timespec *time = &status->st_mtimespec;
#else
	const struct timespec *time = &status->st_mtim;
#endif

	/* Anyone can give his file a time that no database knows. */
	if (time->tv_sec < FIRST_TIME)
		return FIRST_TIME * 1000000;
	if (time->tv_sec > LAST_TIME)
		return LAST_TIME * 1000000;
	return (int64_t) time->tv_sec * 1000000 + time->tv_nsec / 1000;
}

/* Makes room for so many bytes in all. */
static void
make_room(FileText *text, size_t size)
{
	if (text->size > KEPT_LIMIT && size < text->size / 2 && text->len == 0)
	{
		wm_free(text->data);
		text->data = NULL;
		text->size = 0;
	}
	if (text->size < size)
	{
		text->data = wm_realloc(text->data, size);
		text->size = size;
	}
}

int64_t
load_size(const struct stat *status)
{
	return status->st_size > (off_t) TEXT_LIMIT ? (int64_t) TEXT_LIMIT + 1 :
		(int64_t) status->st_size;
}

/*
 * Opens a file.  What was found in a folder was a file then, but may be a pipe or a
 * device by now, and must not keep the reader waiting.
 */
static int
open_file(const SourceFile *file)
{
	int			found = file->named ? 0 : O_NONBLOCK | O_NOCTTY;

	return open(file->path, O_RDONLY | O_CLOEXEC | found);
}

/* Up to its end, wherever that is by now. */
static const char *
read_all(int file, FileText *text, size_t expected)
{
	/* One byte more, so that the end is seen without growing. */
	make_room(text, expected + 1);
	for (;;)
	{
		ssize_t		got;

		if (text->len == text->size)
			make_room(text, text->size + text->size / 4 + FIRST_READ);
		got = read(file, text->data + text->len, text->size - text->len);
		if (got == 0)
			return NULL;
		if (got < 0 && errno != EINTR)
			return strerror(errno);
		text->len += got > 0 ? (size_t) got : 0;
		if (text->len > TEXT_LIMIT)
			return load_too_long;
	}
}

const char *
load_file_read(SourceFile *file, FileText *text)
{
	bool		standard = strcmp(file->path, "-") == 0;
	int			descriptor = standard ? STDIN_FILENO : open_file(file);
	const char *fault;
	struct stat status;

	text->len = 0;
	if (descriptor < 0 || fstat(descriptor, &status) < 0)
		fault = strerror(errno);
	else if (!file->named && !S_ISREG(status.st_mode))
		fault = "it is no file any more";
	else if (S_ISREG(status.st_mode) && status.st_size > (off_t) TEXT_LIMIT)
		fault = load_too_long;
	else
	{
		bool		regular = S_ISREG(status.st_mode);

		fault = read_all(descriptor, text,
						 regular ? (size_t) status.st_size : FIRST_READ);
		file->bytes = regular && !standard ? (int64_t) status.st_size : (int64_t) text->len;
		file->mtime = load_mtime(&status);
	}
	if (descriptor >= 0 && !standard)
		close(descriptor);
	return fault;
}
