// Made by the tool ErrataTables from the Unicode Character Database 15.0. Don't edit; run
// `swift run ErrataTables` instead.

#pragma once
#include <stdint.h>

// Bits of errata_traits; the low four bits are the class.
#define ERRATA_TRAIT_FOLD 0x10
#define ERRATA_TRAIT_CASE 0x20
#define ERRATA_TRAIT_TRADITIONAL 0x40
#define ERRATA_TRAIT_LOOKALIKE 0x80
#define ERRATA_TRAIT_INVISIBLE 0x100
#define ERRATA_TRAIT_DECORATION 0x200
#define ERRATA_TRAIT_MARK 0x400
#define ERRATA_TRAIT_NUMERAL 0x800
#define ERRATA_TRAIT_LATIN 0x1000
#define ERRATA_TRAIT_HAN 0x2000
#define ERRATA_TRAIT_FOREIGN 0x4000
#define ERRATA_TRAIT_SIGN 0x8000

// Bits of errata_fold.
#define ERRATA_FOLD_POOLED 0x80000000u
#define ERRATA_FOLD_APART 0x40000000u

// Set in a look-alike that passes only among Latin letters.
#define ERRATA_LOOKALIKE_LOOSE 0x100u
#define ERRATA_LOOKALIKE_COUNT 146
#define ERRATA_COMPOSITION_COUNT 206

extern const uint16_t errata_traits_index[8704];
extern const uint16_t errata_traits_pages[718][128];
static inline uint16_t errata_traits(uint32_t code_point) {
  uint32_t block = code_point >> 7;
  return block < 8704u ? errata_traits_pages[errata_traits_index[block]][code_point & 127u] : 0;
}

extern const uint16_t errata_fold_index[1525];
extern const uint32_t errata_fold_pages[104][128];
static inline uint32_t errata_fold(uint32_t code_point) {
  uint32_t block = code_point >> 7;
  return block < 1525u ? errata_fold_pages[errata_fold_index[block]][code_point & 127u] : 0;
}

extern const uint16_t errata_case_index[979];
extern const uint32_t errata_case_pages[38][128];
static inline uint32_t errata_case(uint32_t code_point) {
  uint32_t block = code_point >> 7;
  return block < 979u ? errata_case_pages[errata_case_index[block]][code_point & 127u] : 0;
}

extern const uint16_t errata_simplified_index[1572];
extern const uint32_t errata_simplified_pages[539][128];
static inline uint32_t errata_simplified(uint32_t code_point) {
  uint32_t block = code_point >> 7;
  return block < 1572u ? errata_simplified_pages[errata_simplified_index[block]][code_point & 127u] : 0;
}

extern const uint32_t errata_fold_pool[3151];
extern const uint32_t errata_lookalike_pairs[146][2];
extern const uint32_t errata_composition_triples[206][3];

// A code point of a pooled fold.
static inline uint32_t errata_fold_point(uint32_t fold, uint32_t position) {
  return errata_fold_pool[((fold >> 8) & 0xffffu) + position];
}

// The Latin letter that a code point looks like, or 0.
static inline uint32_t errata_lookalike(uint32_t code_point) {
  uint32_t low = 0, high = ERRATA_LOOKALIKE_COUNT;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (errata_lookalike_pairs[middle][0] < code_point) low = middle + 1; else high = middle;
  }
  if (low == ERRATA_LOOKALIKE_COUNT || errata_lookalike_pairs[low][0] != code_point) return 0;
  return errata_lookalike_pairs[low][1];
}

// The code point that stands for a letter and the mark after it, or 0.
static inline uint32_t errata_composition(uint32_t letter, uint32_t mark) {
  uint32_t low = 0, high = ERRATA_COMPOSITION_COUNT;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    const uint32_t *triple = errata_composition_triples[middle];
    int is_before = triple[0] < mark || (triple[0] == mark && triple[1] < letter);
    if (is_before) low = middle + 1; else high = middle;
  }
  if (low == ERRATA_COMPOSITION_COUNT) return 0;
  const uint32_t *triple = errata_composition_triples[low];
  return triple[0] == mark && triple[1] == letter ? triple[2] : 0;
}
