// The rating words go into the program, so that it needs no files beside it.
#include "errata_ratings.h"

static const unsigned char ratings[] = {
#embed "ratings.tsv"
};

const unsigned char *errata_ratings(void) { return ratings; }

unsigned long errata_ratings_length(void) { return sizeof ratings; }
