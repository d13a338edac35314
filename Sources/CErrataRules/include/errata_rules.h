#ifndef ERRATA_RULES_H
#define ERRATA_RULES_H

/// A table of stance rules, as the file was when the program was built. `name` ends with a zero byte, `bytes` doesn't.
struct errata_rule_table {
  const char *name;
  const unsigned char *bytes;
  unsigned long length;
};

/// The tables, one a language. They live as long as the program.
const struct errata_rule_table *errata_rule_tables(void);

/// Number of tables.
unsigned long errata_rule_table_count(void);

#endif
