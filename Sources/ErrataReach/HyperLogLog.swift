/// Counts how many different keys there were, in 4,096 bytes whatever their number, without keeping any of them.
///
/// HyperLogLog (Flajolet, Fusy, Gandouet and Meunier 2007) over 64-bit hashes (Heule, Nunkesser and Hall 2013), with
/// the
/// estimator of Ertl (2017, "New cardinality estimation algorithms for HyperLogLog sketches", algorithm 6), which needs
/// no tables of bias and is unbiased from none to more than there are hashes. The standard error is 1.04 / sqrt(4096),
/// 1.63 %.
package struct HyperLogLog: Hashable, Sendable {
  /// Bits of a hash that choose its register.
  package static let precision = 12
  /// Number of registers.
  package static let count = 1 << precision
  /// Standard error of the estimate, as a share of it.
  package static let standardError = 1.04 / Double(count).squareRoot()

  private static let bits = 64 - precision
  private var registers: [UInt8]

  /// A sketch that has seen nothing.
  package init() {
    registers = [UInt8](repeating: 0, count: HyperLogLog.count)
  }

  /// Whether it has seen nothing.
  package var isEmpty: Bool { registers.allSatisfy { $0 == 0 } }

  /// Takes in the hash of a key; a second time it changes nothing. Returns whether the sketch changed.
  ///
  /// - Parameter hash: 64 evenly spread bits.
  @discardableResult
  package mutating func insert(hash: UInt64) -> Bool {
    let register = Int(hash >> UInt64(HyperLogLog.bits))
    let rest = hash << UInt64(HyperLogLog.precision)
    let rank = UInt8(min(HyperLogLog.bits, rest.leadingZeroBitCount) + 1)
    guard rank > registers[register] else { return false }
    registers[register] = rank
    return true
  }

  /// Takes in all that another sketch has seen.
  package mutating func formUnion(_ other: HyperLogLog) {
    for register in registers.indices { registers[register] = max(registers[register], other.registers[register]) }
  }

  /// The sketch of all that either has seen.
  package func union(_ other: HyperLogLog) -> HyperLogLog {
    var result = self
    result.formUnion(other)
    return result
  }

  /// About how many different keys there were.
  package var estimate: Double {
    var counts = [Int](repeating: 0, count: HyperLogLog.bits + 2)
    for register in registers { counts[Int(register)] += 1 }
    let all = Double(HyperLogLog.count)
    guard counts[0] < HyperLogLog.count else { return 0 }
    var sum = all * HyperLogLog.tau(1 - Double(counts[HyperLogLog.bits + 1]) / all)
    for rank in stride(from: HyperLogLog.bits, through: 1, by: -1) { sum = 0.5 * (sum + Double(counts[rank])) }
    sum += all * HyperLogLog.sigma(Double(counts[0]) / all)
    return all * all / (2 * HyperLogLog.naturalLogarithmOf2 * sum)
  }

  private static let naturalLogarithmOf2 = 0.693_147_180_559_945_3

  private static func sigma(_ value: Double) -> Double {
    guard value < 1 else { return .infinity }
    var (power, weight, sum, last) = (value, 1.0, value, -1.0)
    while sum != last {
      power *= power
      last = sum
      sum += power * weight
      weight += weight
    }
    return sum
  }

  private static func tau(_ value: Double) -> Double {
    guard value > 0, value < 1 else { return 0 }
    var (root, weight, sum, last) = (value, 1.0, 1 - value, -1.0)
    while sum != last {
      root = root.squareRoot()
      last = sum
      weight *= 0.5
      sum -= (1 - root) * (1 - root) * weight
    }
    return sum / 3
  }
}

// As bytes.
extension HyperLogLog {
  private static let dense: UInt8 = 1
  private static let sparse: UInt8 = 2

  /// The sketch as bytes: a form byte, then all registers, or of a sketch with few of them a register's number in two
  /// bytes, big end first, with its value.
  package var bytes: [UInt8] {
    let filled = registers.indices.filter { registers[$0] > 0 }
    guard filled.count * 3 < HyperLogLog.count else { return [HyperLogLog.dense] + registers }
    return filled.reduce(into: [HyperLogLog.sparse]) { bytes, register in
      bytes.append(UInt8(register >> 8))
      bytes.append(UInt8(register & 0xFF))
      bytes.append(registers[register])
    }
  }

  /// Reads what `bytes` wrote; `nil` for anything else.
  package init?(bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    self.init()
    let largest = UInt8(HyperLogLog.bits + 1)
    switch bytes.first {
    case HyperLogLog.dense where bytes.count == HyperLogLog.count + 1:
      registers = Array(bytes.dropFirst())
      guard registers.allSatisfy({ $0 <= largest }) else { return nil }
    case HyperLogLog.sparse where bytes.count % 3 == 1:
      for place in stride(from: 1, to: bytes.count, by: 3) {
        let register = Int(bytes[place]) << 8 | Int(bytes[place + 1])
        guard register < HyperLogLog.count, bytes[place + 2] <= largest else { return nil }
        registers[register] = bytes[place + 2]
      }
    default: return nil
    }
  }
}
