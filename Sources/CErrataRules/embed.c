// The stance rules go into the program, so that it needs no files beside it. A new language: one file, one
// array, one row.
#include "errata_rules.h"

static const unsigned char stance_en[] = {
#embed "stance.en.tsv"
};

static const unsigned char stance_zh[] = {
#embed "stance.zh.tsv"
};

static const struct errata_rule_table tables[] = {
    {"stance.en.tsv", stance_en, sizeof stance_en},
    {"stance.zh.tsv", stance_zh, sizeof stance_zh},
};

const struct errata_rule_table *errata_rule_tables(void) { return tables; }

unsigned long errata_rule_table_count(void) { return sizeof tables / sizeof tables[0]; }
