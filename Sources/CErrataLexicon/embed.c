#include "errata_lexicon.h"

static const unsigned char background[] = {
#embed "background.bin"
};

static const unsigned char places[] = {
#embed "places.tsv"
};

static const unsigned char match_trees[] = {
#embed "match.trees.tsv"
};

static const unsigned char rank_trees[] = {
#embed "rank.trees.tsv"
};

static const unsigned char forms[] = {
#embed "forms.en.tsv"
};

const unsigned char *errata_forms(void) { return forms; }

unsigned long errata_forms_length(void) { return sizeof forms; }

static const unsigned char names[] = {
#embed "names.tsv"
};

static const unsigned char things[] = {
#embed "things.tsv"
};

static const unsigned char measures[] = {
#embed "measures.tsv"
};

static const unsigned char antonyms[] = {
#embed "antonyms.tsv"
};

static const unsigned char frames[] = {
#embed "frames.tsv"
};

const unsigned char *errata_background(void) { return background; }

unsigned long errata_background_length(void) { return sizeof background; }

const unsigned char *errata_places(void) { return places; }

unsigned long errata_places_length(void) { return sizeof places; }

const unsigned char *errata_match_trees(void) { return match_trees; }

unsigned long errata_match_trees_length(void) { return sizeof match_trees; }

const unsigned char *errata_rank_trees(void) { return rank_trees; }

unsigned long errata_rank_trees_length(void) { return sizeof rank_trees; }

const unsigned char *errata_names(void) { return names; }

unsigned long errata_names_length(void) { return sizeof names; }

const unsigned char *errata_things(void) { return things; }

unsigned long errata_things_length(void) { return sizeof things; }

const unsigned char *errata_measures(void) { return measures; }

unsigned long errata_measures_length(void) { return sizeof measures; }

const unsigned char *errata_antonyms(void) { return antonyms; }

unsigned long errata_antonyms_length(void) { return sizeof antonyms; }

const unsigned char *errata_frames(void) { return frames; }

unsigned long errata_frames_length(void) { return sizeof frames; }

static const unsigned char pin_trees[] = {
#embed "pin.trees.tsv"
};

static const unsigned char query_frames[] = {
#embed "query.frames.tsv"
};

static const unsigned char pinyin[] = {
#embed "pinyin.tsv"
};

const unsigned char *errata_pin_trees(void) { return pin_trees; }

unsigned long errata_pin_trees_length(void) { return sizeof pin_trees; }

const unsigned char *errata_query_frames(void) { return query_frames; }

unsigned long errata_query_frames_length(void) { return sizeof query_frames; }

const unsigned char *errata_pinyin(void) { return pinyin; }

unsigned long errata_pinyin_length(void) { return sizeof pinyin; }

static const unsigned char words[] = {
#embed "words.tsv"
};

const unsigned char *errata_words(void) { return words; }

unsigned long errata_words_length(void) { return sizeof words; }

static const unsigned char sayings[] = {
#embed "sayings.tsv"
};

const unsigned char *errata_sayings(void) { return sayings; }

unsigned long errata_sayings_length(void) { return sizeof sayings; }
