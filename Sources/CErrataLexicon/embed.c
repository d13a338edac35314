#include "errata_lexicon.h"

static const unsigned char background[] = {
#embed "background.bin"
};

static const unsigned char places[] = {
#embed "places.tsv"
};

const unsigned char *errata_background(void) { return background; }

unsigned long errata_background_length(void) { return sizeof background; }

const unsigned char *errata_places(void) { return places; }

unsigned long errata_places_length(void) { return sizeof places; }
