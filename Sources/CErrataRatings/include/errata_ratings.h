#ifndef ERRATA_RATINGS_H
#define ERRATA_RATINGS_H

/// What rating words mean, a table of four columns, as the file was when the program was built: `errata_ratings_length`
/// bytes without a zero behind them.
const unsigned char *errata_ratings(void);

/// Number of bytes of the table.
unsigned long errata_ratings_length(void);

#endif
