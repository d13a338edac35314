/// Memory that the normalizer reuses from text to text. Keep one for each thread.
package struct NormalizerScratch {
  let buffer = UnitBuffer()

  /// Memory that grows on first use.
  package init() {}
}

/// Folds the spellings of a text that mean the same into one, and keeps a map to the source bytes.
///
/// Each step is switchable; all run by default. Texts that differ in a number, a negation or a name stay
/// different.
package struct Normalizer: Sendable {
  /// Changes whenever the same text may fold otherwise than before.
  package static let version = "3"

  /// The steps that run.
  package let steps: Set<NormalizationStep>
  private let order: [NormalizationStep]
  /// All steps run, so that they can run at once.
  private let isWhole: Bool
  let phrases: PhraseTables

  /// A normalizer that runs the given steps, in their fixed order.
  package init(steps: Set<NormalizationStep> = NormalizationStep.all) {
    self.steps = steps
    order = NormalizationStep.allCases.filter { steps.contains($0) }
    isWhole = steps == NormalizationStep.all
    phrases = PhraseTables.shared
  }

  /// Folds UTF-8 bytes into `text`, whose former content is dropped. Broken sequences count as blanks.
  ///
  /// - Complexity: O(n); allocates nothing once `text` and `scratch` have grown to the size of the texts.
  package func normalize(
    _ bytes: Span<UInt8>, into text: inout FoldedText, scratch: inout NormalizerScratch
  ) {
    guard isWhole else { return normalizeStepwise(bytes, into: &text, scratch: &scratch) }
    let buffer = scratch.buffer
    bytes.withUnsafeBufferPointer { normalizeFused($0, buffer) }
    text.replace(with: buffer)
  }

  /// Folds UTF-8 bytes as `normalize` does, but one step after the other over the whole text: slower, and what
  /// `normalize` is held against.
  ///
  /// - Complexity: O(n) for each step.
  package func normalizeStepwise(
    _ bytes: Span<UInt8>, into text: inout FoldedText, scratch: inout NormalizerScratch
  ) {
    let buffer = scratch.buffer
    bytes.withUnsafeBufferPointer { buffer.decode($0) }
    for step in order { run(step, on: buffer) }
    text.replace(with: buffer)
  }

  /// Folds a string.
  package func normalize(_ string: String) -> FoldedText {
    var text = FoldedText()
    var scratch = NormalizerScratch()
    let bytes = Array(string.utf8)
    normalize(bytes.span, into: &text, scratch: &scratch)
    return text
  }

  /// Folds a string and tells what each step did.
  package func trace(_ string: String) -> [NormalizationTrace] {
    let buffer = UnitBuffer()
    let bytes = Array(string.utf8)
    bytes.withUnsafeBufferPointer { buffer.decode($0) }
    return order.map { step in
      let changes = run(step, on: buffer)
      var text = FoldedText()
      text.replace(with: buffer)
      return NormalizationTrace(step: step, text: text.string, changes: changes)
    }
  }

  /// Runs a step and returns how many places it changed.
  @discardableResult
  func run(_ step: NormalizationStep, on buffer: UnitBuffer) -> Int {
    switch step {
    case .hyphenation: Hyphenation.apply(to: buffer)
    case .invisibles: Invisibles.apply(to: buffer)
    case .links: Links.apply(to: buffer)
    case .mentions: Mentions.apply(to: buffer)
    case .hashtags: Hashtags.apply(to: buffer)
    case .compatibility: Compatibility.apply(to: buffer)
    case .lookalikes: Lookalikes.apply(to: buffer)
    case .letterCase: LetterCase.apply(to: buffer)
    case .simplified: Simplified.apply(to: buffer)
    case .decoration: Decoration.apply(to: buffer)
    case .punctuation: Punctuation.apply(to: buffer)
    case .blanks: Blanks.apply(to: buffer)
    case .leetspeak: Leetspeak.apply(to: buffer)
    case .repeats: Repeats.apply(to: buffer)
    case .separators: Separators.apply(to: buffer)
    case .homophones: homophones(buffer)
    case .grouping: Grouping.apply(to: buffer)
    case .spelledNumbers: SpelledNumbers.apply(to: buffer, phrases.numberWords)
    case .numerals: numerals(buffer)
    case .units: Units.apply(to: buffer, phrases.units)
    }
  }
}

extension Normalizer {
  /// Han in place of pinyin needs no blanks beside it.
  func homophones(_ buffer: UnitBuffer) -> Int {
    let changes = Homophones.apply(to: buffer, phrases.homophones)
    if changes > 0 && steps.contains(.blanks) { _ = Blanks.apply(to: buffer) }
    return changes
  }

  /// New digits may stand before a magnitude in English (`十二 million`) or make a blank superfluous.
  func numerals(_ buffer: UnitBuffer) -> Int {
    let changes = Numerals.apply(to: buffer, phrases)
    guard changes > 0 else { return 0 }
    if steps.contains(.spelledNumbers) { _ = SpelledNumbers.apply(to: buffer, phrases.numberWords) }
    if steps.contains(.blanks) { _ = Blanks.apply(to: buffer) }
    return changes
  }
}

/// What one step did to a text.
package struct NormalizationTrace: Sendable, Hashable {
  /// The step.
  package let step: NormalizationStep
  /// The text after it.
  package let text: String
  /// How many places it changed.
  package let changes: Int
}

extension FoldedText {
  /// Takes over the units of a buffer.
  mutating func replace(with buffer: UnitBuffer) {
    let (units, count) = (UnsafePointer(buffer.units), buffer.count)
    Self.fill(&scalars, count) { scalars in
      Self.fill(&starts, count) { starts in
        Self.fill(&ends, count) { ends in Self.copy(units, count, scalars, starts, ends) }
      }
    }
  }

  /// Gives an array `count` new elements, which `body` writes, keeping its storage.
  @inline(__always)
  private static func fill(_ array: inout [UInt32], _ count: Int, _ body: (UnsafeMutablePointer<UInt32>) -> Void) {
    array.removeAll(keepingCapacity: true)
    array.append(addingCapacity: count) { span in
      span.withUnsafeMutableBufferPointer { elements, filled in
        guard let elements = elements.baseAddress else { return }
        body(elements)
        filled = count
      }
    }
  }

  private static func copy(
    _ units: UnsafePointer<Unit>, _ count: Int, _ scalars: UnsafeMutablePointer<UInt32>,
    _ starts: UnsafeMutablePointer<UInt32>, _ ends: UnsafeMutablePointer<UInt32>
  ) {
    var index = 0
    while index &+ 4 <= count {
      let rows = UnsafeRawPointer(units + index)
      let (a, b) = (row(rows, 0), row(rows, 1))
      let (c, d) = (row(rows, 2), row(rows, 3))
      store(SIMD4(a.x, b.x, c.x, d.x), scalars + index)
      store(SIMD4(a.y, b.y, c.y, d.y), starts + index)
      store(SIMD4(a.z, b.z, c.z, d.z), ends + index)
      index &+= 4
    }
    while index < count {
      scalars[index] = units[index].scalar
      starts[index] = units[index].start
      ends[index] = units[index].end
      index &+= 1
    }
  }

  /// A unit as a vector.
  @inline(__always)
  private static func row(_ units: UnsafeRawPointer, _ index: Int) -> SIMD4<UInt32> {
    units.loadUnaligned(fromByteOffset: index * MemoryLayout<Unit>.stride, as: SIMD4<UInt32>.self)
  }

  @inline(__always)
  private static func store(_ column: SIMD4<UInt32>, _ place: UnsafeMutablePointer<UInt32>) {
    UnsafeMutableRawPointer(place).storeBytes(of: column, as: SIMD4<UInt32>.self)
  }
}
