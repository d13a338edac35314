#ifndef ERRATA_LEXICON_H
#define ERRATA_LEXICON_H

/// First byte of the background table: hashes of words and how many documents have them.
const unsigned char *errata_background(void);

/// Number of bytes of the background table.
unsigned long errata_background_length(void);

/// First byte of the table of places: one place a line, its names apart by tabs.
const unsigned char *errata_places(void);

/// Number of bytes of the table of places.
unsigned long errata_places_length(void);

#endif
