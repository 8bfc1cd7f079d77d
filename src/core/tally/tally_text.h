/*
 * tally_text.h
 *	  The tally as text, and back.
 *
 * The text is a JSON object (see tally_text.c) that people can read.  It is exact,
 * so that dumps lose nothing, and equal tallies have equal texts.
 */
#ifndef WORKMODE_TALLY_TEXT_H
#define WORKMODE_TALLY_TEXT_H

#include "tally/tally_check.h"

/* Room for the text of any tally, and its NUL. */
#define TALLY_TEXT_SIZE	24576

/* Writes the text; returns its length. */
extern size_t wm_tally_print(const Tally *tally, char *buffer);

/*
 * Reads a text into room for any tally, and leaves a tally there that
 * wm_tally_check() has passed.
 */
extern bool wm_tally_parse(Slice text, Tally *tally, TallyTextError *error);

#endif							/* WORKMODE_TALLY_TEXT_H */
