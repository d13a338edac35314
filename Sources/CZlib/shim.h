#ifndef ERRATA_ZLIB_SHIM_H
#define ERRATA_ZLIB_SHIM_H

#include <zlib.h>

// The initializers of zlib are macros that hand on the version and size of the structure, which Swift can't call.

/// Begins to inflate a gzip member.
static inline int errata_inflate_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }

/// Begins to deflate to a gzip member.
static inline int errata_deflate_gzip(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
