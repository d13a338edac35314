import ErrataStance
import ErrataText

/// A test text in which `[[` and `]]` set off what the matcher would have found.
struct MarkedText {
  let text: FoldedText
  let spans: [Range<Int>]

  init(_ marked: String) {
    var plain: [UInt8] = []
    var open: Int?
    var bytes: [Range<Int>] = []
    var input = Array(marked.utf8)[...]
    while let byte = input.popFirst() {
      switch (byte, input.first) {
      case (UInt8(ascii: "["), UInt8(ascii: "[")):
        open = plain.count
        input.removeFirst()
      case (UInt8(ascii: "]"), UInt8(ascii: "]")):
        bytes.append((open ?? 0)..<plain.count)
        input.removeFirst()
      default: plain.append(byte)
      }
    }
    let folded = Normalizer().normalize(String(decoding: plain, as: UTF8.self))
    text = folded
    spans = bytes.map { range in
      let inside = folded.scalars.indices.filter {
        Int(folded.starts[$0]) >= range.lowerBound && Int(folded.ends[$0]) <= range.upperBound
      }
      guard let first = inside.first, let last = inside.last else { return 0..<0 }
      return first..<(last + 1)
    }
  }
}
