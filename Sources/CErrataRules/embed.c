// The stance rules go into the program, so that it needs no files beside it. A new language: one file, one
// array, one row.
#include "errata_rules.h"

static const unsigned char stance_ar[] = {
#embed "stance.ar.tsv"
};

static const unsigned char stance_de[] = {
#embed "stance.de.tsv"
};

static const unsigned char stance_en[] = {
#embed "stance.en.tsv"
};

static const unsigned char stance_es[] = {
#embed "stance.es.tsv"
};

static const unsigned char stance_fr[] = {
#embed "stance.fr.tsv"
};

static const unsigned char stance_id[] = {
#embed "stance.id.tsv"
};

static const unsigned char stance_it[] = {
#embed "stance.it.tsv"
};

static const unsigned char stance_ja[] = {
#embed "stance.ja.tsv"
};

static const unsigned char stance_ko[] = {
#embed "stance.ko.tsv"
};

static const unsigned char stance_pl[] = {
#embed "stance.pl.tsv"
};

static const unsigned char stance_pt[] = {
#embed "stance.pt.tsv"
};

static const unsigned char stance_ru[] = {
#embed "stance.ru.tsv"
};

static const unsigned char stance_tr[] = {
#embed "stance.tr.tsv"
};

static const unsigned char stance_vi[] = {
#embed "stance.vi.tsv"
};

static const unsigned char stance_zh[] = {
#embed "stance.zh.tsv"
};

static const struct errata_rule_table tables[] = {
    {"stance.ar.tsv", stance_ar, sizeof stance_ar},
    {"stance.de.tsv", stance_de, sizeof stance_de},
    {"stance.en.tsv", stance_en, sizeof stance_en},
    {"stance.es.tsv", stance_es, sizeof stance_es},
    {"stance.fr.tsv", stance_fr, sizeof stance_fr},
    {"stance.id.tsv", stance_id, sizeof stance_id},
    {"stance.it.tsv", stance_it, sizeof stance_it},
    {"stance.ja.tsv", stance_ja, sizeof stance_ja},
    {"stance.ko.tsv", stance_ko, sizeof stance_ko},
    {"stance.pl.tsv", stance_pl, sizeof stance_pl},
    {"stance.pt.tsv", stance_pt, sizeof stance_pt},
    {"stance.ru.tsv", stance_ru, sizeof stance_ru},
    {"stance.tr.tsv", stance_tr, sizeof stance_tr},
    {"stance.vi.tsv", stance_vi, sizeof stance_vi},
    {"stance.zh.tsv", stance_zh, sizeof stance_zh},
};

const struct errata_rule_table *errata_rule_tables(void) { return tables; }

unsigned long errata_rule_table_count(void) { return sizeof tables / sizeof tables[0]; }
