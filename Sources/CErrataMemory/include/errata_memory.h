#ifndef ERRATA_MEMORY_H
#define ERRATA_MEMORY_H

// Tells the processor that an address will be read soon. A hint: any address is allowed, none is read.
static inline void errata_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

#endif
