#ifndef ERRATA_DATA_H
#define ERRATA_DATA_H

/// A file of `corpora/`, as it was when the program was built. `name` ends with a zero byte, `bytes` doesn't.
struct errata_data_file {
  const char *name;
  const unsigned char *bytes;
  unsigned long length;
};

/// The files of the starter corpus, sorted by name. They live as long as the program.
const struct errata_data_file *errata_starter_files(void);

/// Number of files of the starter corpus.
unsigned long errata_starter_file_count(void);

/// The default policy.
const struct errata_data_file *errata_default_policy(void);

/// The sample items.
const struct errata_data_file *errata_sample_items(void);

#endif
