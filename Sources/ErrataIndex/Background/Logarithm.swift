#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The binary logarithm, from the C library.
///
/// Its result is rounded to eighths of a bit before it is stored, so that the last digit, in which libraries may
/// differ, doesn't matter.
package func binaryLogarithm(_ value: Double) -> Double {
  log2(value)
}
