// The shipped data goes into the program, so that it needs no files beside it. A new file of the starter corpus: one
// array and one row, sorted by name.
#include "errata_data.h"

static const unsigned char ar[] = {
#embed "starter/ar.jsonl"
};

static const unsigned char de[] = {
#embed "starter/de.jsonl"
};

static const unsigned char en_health[] = {
#embed "starter/en-health.jsonl"
};

static const unsigned char en_more[] = {
#embed "starter/en-more.jsonl"
};

static const unsigned char en_world[] = {
#embed "starter/en-world.jsonl"
};

static const unsigned char es[] = {
#embed "starter/es.jsonl"
};

static const unsigned char fr[] = {
#embed "starter/fr.jsonl"
};

static const unsigned char id[] = {
#embed "starter/id.jsonl"
};

static const unsigned char it[] = {
#embed "starter/it.jsonl"
};

static const unsigned char ja[] = {
#embed "starter/ja.jsonl"
};

static const unsigned char ko[] = {
#embed "starter/ko.jsonl"
};

static const unsigned char pl[] = {
#embed "starter/pl.jsonl"
};

static const unsigned char pt[] = {
#embed "starter/pt.jsonl"
};

static const unsigned char ru[] = {
#embed "starter/ru.jsonl"
};

static const unsigned char tr[] = {
#embed "starter/tr.jsonl"
};

static const unsigned char vi[] = {
#embed "starter/vi.jsonl"
};

static const unsigned char zh_health[] = {
#embed "starter/zh-health.jsonl"
};

static const unsigned char zh_world[] = {
#embed "starter/zh-world.jsonl"
};

static const unsigned char policy[] = {
#embed "policy/default.yaml"
};

static const unsigned char samples[] = {
#embed "samples/items.jsonl"
};

static const struct errata_data_file starter_files[] = {
    {"starter/ar.jsonl", ar, sizeof ar},
    {"starter/de.jsonl", de, sizeof de},
    {"starter/en-health.jsonl", en_health, sizeof en_health},
    {"starter/en-more.jsonl", en_more, sizeof en_more},
    {"starter/en-world.jsonl", en_world, sizeof en_world},
    {"starter/es.jsonl", es, sizeof es},
    {"starter/fr.jsonl", fr, sizeof fr},
    {"starter/id.jsonl", id, sizeof id},
    {"starter/it.jsonl", it, sizeof it},
    {"starter/ja.jsonl", ja, sizeof ja},
    {"starter/ko.jsonl", ko, sizeof ko},
    {"starter/pl.jsonl", pl, sizeof pl},
    {"starter/pt.jsonl", pt, sizeof pt},
    {"starter/ru.jsonl", ru, sizeof ru},
    {"starter/tr.jsonl", tr, sizeof tr},
    {"starter/vi.jsonl", vi, sizeof vi},
    {"starter/zh-health.jsonl", zh_health, sizeof zh_health},
    {"starter/zh-world.jsonl", zh_world, sizeof zh_world},
};

static const struct errata_data_file policy_file = {"policy/default.yaml", policy, sizeof policy};

static const struct errata_data_file samples_file = {"samples/items.jsonl", samples, sizeof samples};

const struct errata_data_file *errata_starter_files(void) { return starter_files; }

unsigned long errata_starter_file_count(void) { return sizeof starter_files / sizeof starter_files[0]; }

const struct errata_data_file *errata_default_policy(void) { return &policy_file; }

const struct errata_data_file *errata_sample_items(void) { return &samples_file; }
