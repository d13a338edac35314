#ifndef ERRATA_LEXICON_H
#define ERRATA_LEXICON_H

/// First byte of the background table: hashes of words and how many documents have them.
const unsigned char *errata_background(void);

/// Number of bytes of the background table.
unsigned long errata_background_length(void);

/// First byte of the table of word forms: a word and those that it stands for a line, apart by tabs.
const unsigned char *errata_forms(void);

/// Number of bytes of the table of word forms.
unsigned long errata_forms_length(void);

/// First byte of the table of places: one place a line, its names apart by tabs.
const unsigned char *errata_places(void);

/// Number of bytes of the table of places.
unsigned long errata_places_length(void);

/// First byte of the trees that score a match.
const unsigned char *errata_match_trees(void);

/// Number of bytes of the trees that score a match.
unsigned long errata_match_trees_length(void);

/// First byte of the trees that rank claims for a query.
const unsigned char *errata_rank_trees(void);

/// Number of bytes of the trees that rank claims for a query.
unsigned long errata_rank_trees_length(void);

/// First byte of the table of persons, organisations and their like: sections, and one a line, its names apart by tabs.
const unsigned char *errata_names(void);

/// Number of bytes of the table of names.
unsigned long errata_names_length(void);

/// First byte of the table of things that exclude each other, in sections like the names.
const unsigned char *errata_things(void);

/// Number of bytes of the table of things.
unsigned long errata_things_length(void);

/// First byte of the table of measures and parts of dates, in sections like the names.
const unsigned char *errata_measures(void);

/// Number of bytes of the table of measures.
unsigned long errata_measures_length(void);

/// First byte of the table of opposites: two sides a line apart by a tab, words apart by commas.
const unsigned char *errata_antonyms(void);

/// Number of bytes of the table of antonyms.
unsigned long errata_antonyms_length(void);

/// First byte of the table of common phrases, one a line.
const unsigned char *errata_frames(void);

/// Number of bytes of the table of frames.
unsigned long errata_frames_length(void);

/// First byte of the table of trees that judge pins.
const unsigned char *errata_pin_trees(void);

/// Number of bytes of the table of trees that judge pins.
unsigned long errata_pin_trees_length(void);

/// First byte of the table of words with which people ask and search, in sections, one frame a line.
const unsigned char *errata_query_frames(void);

/// Number of bytes of the table of query frames.
unsigned long errata_query_frames_length(void);

/// First byte of the table of syllables in toneless pinyin, each with its characters, commonest first.
const unsigned char *errata_pinyin(void);

/// Number of bytes of the table of syllables.
unsigned long errata_pinyin_length(void);

/// First byte of the table of words of answers for people, a key a line, a language a column.
const unsigned char *errata_words(void);

/// Number of bytes of the table of words.
unsigned long errata_words_length(void);

/// First byte of the table of sayings: a language and a saying a line, apart by a tab.
const unsigned char *errata_sayings(void);

/// Number of bytes of the table of sayings.
unsigned long errata_sayings_length(void);

#endif
