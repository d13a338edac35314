/// Writes Chinese numerals as digits where they are numbers: `十二点`, `百分之五十`, `三万`, `二〇二〇年`, `1.5亿`.
///
/// A run of two or more numerals counts if it is well formed; a single one if a measure word, unit or date
/// follows (一 only before units and dates: in 一个 it means "a"). What isn't a number stays as it is: 一起, 三文鱼,
/// 统一, 千万不要, and approximations such as 三四个.
enum Numerals {
  static func apply(to buffer: UnitBuffer, _ phrases: PhraseTables) -> Int {
    guard buffer.seen.has(.numeral) else { return 0 }
    var pass = NumeralPass(buffer, phrases)
    for position in 0..<buffer.count { pass.take(position) }
    return pass.finish().changes
  }

  /// Does the same in a text whose numerals and digits are events.
  static func applyAtEvents(of buffer: UnitBuffer, _ phrases: PhraseTables) -> Outcome {
    guard buffer.seen.has(.numeral) else { return Outcome() }
    var pass = NumeralPass(buffer, phrases)
    for event in 0..<buffer.eventCount { pass.take(Int(buffer.events[event])) }
    return pass.finish()
  }

  /// What the step did to a text.
  struct Outcome {
    /// How many numbers it wrote.
    fileprivate(set) var changes = 0
    /// A blank stands before or after one of them.
    fileprivate(set) var isBesideBlank = false
    /// A unit of measure may follow one of them.
    fileprivate(set) var mayHaveUnit = false
  }
}

/// One pass over a text.
private struct NumeralPass {
  private let buffer: UnitBuffer
  private let measures: PhraseTable
  private let units: PhraseTable
  /// Writes the text anew, from the first number on.
  private var writer: UnitWriter?
  /// How much of the old text is written or left out.
  private var copied = 0
  /// How much of the old text has been looked at.
  private var passed = 0
  private var outcome = Numerals.Outcome()

  init(_ buffer: UnitBuffer, _ phrases: PhraseTables) {
    self.buffer = buffer
    measures = phrases.measures
    units = phrases.units
  }

  /// Takes the run of numerals and digits that begins at a position, if one does.
  @inline(__always)
  mutating func take(_ position: Int) {
    let traits = buffer.units[position].traits
    guard traits.has(.numeral) || traits.isDigit, position >= passed else { return }
    let end = runEnd(position)
    passed = hasNumeral(position..<end) || isDivided(end) ? convert(position..<end) : end
  }

  /// Puts what was written in place of the text.
  func finish() -> Numerals.Outcome {
    if var output = writer {
      output.append(contentsOf: copied..<buffer.count)
      output.finish()
    }
    return outcome
  }

  /// Puts a number in place of the units from `start` to `end`, written by `body`; returns where to go on.
  private mutating func replace(
    _ start: Int, _ end: Int, _ body: (inout UnitWriter) -> Void
  ) -> Int {
    var output = writer ?? UnitWriter(buffer)
    output.append(contentsOf: copied..<start)
    body(&output)
    copied = output.endNumber(before: end, of: buffer)
    writer = output
    outcome.changes += 1
    outcome.isBesideBlank =
      outcome.isBesideBlank || buffer.traits(start - 1).isBlank || buffer.traits(end).isBlank
    outcome.mayHaveUnit = outcome.mayHaveUnit || Units.follows(buffer, end - 1, units)
    return copied
  }

  // MARK: Runs

  /// One past a run of numerals and digits, with points between digits.
  private func runEnd(_ start: Int) -> Int {
    var end = start
    while end < buffer.count {
      let unit = buffer.units[end]
      let isPoint = unit.scalar == 0x2E && end > start && buffer.units[end - 1].traits.isDigit
      guard unit.traits.isDigit || unit.traits.has(.numeral) || (isPoint && buffer.traits(end + 1).isDigit)
      else { break }
      end += 1
    }
    return end
  }

  private func hasNumeral(_ range: Range<Int>) -> Bool {
    for position in range where buffer.units[position].traits.has(.numeral) { return true }
    return false
  }

  /// Writes a run as a number if it is one, and returns where to go on.
  private mutating func convert(_ whole: Range<Int>) -> Int {
    let run = trimmed(whole)
    if let next = writeFraction(run) ?? writeDecimal(run) { return next }
    if let digits = plainDigits(run) { return write(digits: digits) }
    guard let number = number(run) else { return run.upperBound }
    return write(number, run)
  }

  private mutating func write(_ number: DecimalNumber, _ range: Range<Int>) -> Int {
    replace(range.lowerBound, range.upperBound) { [buffer] writer in
      writer.append(number, covering: range, of: buffer)
    }
  }

  // MARK: Where a number begins and ends

  /// A run without characters that belong to the words beside it: 统一|三百, 一百|姓.
  private func trimmed(_ run: Range<Int>) -> Range<Int> {
    var (start, end) = (run.lowerBound, run.upperBound)
    if buffer.character(start) == "一", end - start > 1, Self.endsInOne(buffer.character(start - 1)) {
      start += 1
    }
    if end - start > 1, Self.continuesWord(buffer.character(end - 1), buffer.character(end)) { end -= 1 }
    if end - start > 1, isUnit(end - 1) { end -= 1 }
    return start..<end
  }

  /// True for 两 after a number, which is a weight there, and 千 in `5千米`, a kilometre.
  private func isUnit(_ position: Int) -> Bool {
    let before = buffer.units[position - 1].traits
    switch buffer.character(position) {
    case "两": return before.has(.numeral) || before.isDigit
    case "千": return before.isDigit && buffer.character(position + 1) == "米"
    default: return false
    }
  }

  /// Characters before 一 that make a word with it.
  private static func endsInOne(_ before: Unicode.Scalar) -> Bool {
    switch before {
    case "统", "唯", "同", "单", "之", "其", "专", "逐", "万", "合", "归", "划", "如", "周", "期", "拜": true
    default: false
    }
  }

  /// Characters after 百, 千, 万 that make a word with it.
  private static func continuesWord(_ place: Unicode.Scalar, _ next: Unicode.Scalar) -> Bool {
    switch (place, next) {
    case ("百", "姓"), ("百", "货"), ("百", "科"), ("百", "般"), ("百", "合"), ("百", "草"), ("百", "花"): true
    case ("千", "克"), ("千", "瓦"), ("千", "卡"), ("千", "赫"), ("千", "帕"), ("千", "伏"): true
    case ("万", "科"), ("万", "达"), ("万", "圣"): true
    default: false
    }
  }

  // MARK: Numbers

  /// The number that a run is, if it is one where it stands.
  private func number(_ run: Range<Int>) -> DecimalNumber? {
    guard hasNumeral(run) else { return nil }
    if run.count == 1 { return single(run.lowerBound) }
    let first = buffer.units[run.lowerBound].scalar
    if let place = ChineseNumber.place(first) {
      if place > 10 { return bareMyriad(run) }
      if Self.isVague(buffer.character(run.lowerBound - 1)) { return nil }
    }
    return ChineseNumber.value(buffer, run)
  }

  /// 百万 and 千万 before a unit that is counted in numbers; 千万 alone is an adverb.
  private func bareMyriad(_ run: Range<Int>) -> DecimalNumber? {
    guard run.count == 2, !Self.isVague(buffer.character(run.lowerBound - 1)) else { return nil }
    let zeros: UInt64
    switch (buffer.character(run.lowerBound), buffer.character(run.lowerBound + 1)) {
    case ("百", "万"): zeros = 1_000_000
    case ("千", "万"): zeros = 10_000_000
    default: return nil
    }
    switch buffer.character(run.upperBound) {
    case "元", "人", "美", "欧", "吨", "剂", "例", "辆", "册", "份", "台", "户", "名", "亩", "支":
      return DecimalNumber(mantissa: zeros)
    default: return nil
    }
  }

  /// 几十, 数百, 上万: no number.
  private static func isVague(_ before: Unicode.Scalar) -> Bool {
    switch before {
    case "几", "数", "上", "成", "多", "近", "余": true
    default: false
    }
  }

  /// A numeral of one character: a number if what follows says so, or 第 before it.
  private func single(_ position: Int) -> DecimalNumber? {
    let scalar = buffer.units[position].scalar
    let next = position + 1
    if buffer.character(position) == "十" { return isTen(next) ? DecimalNumber(mantissa: 10) : nil }
    guard let digit = ChineseNumber.digit(scalar), !Self.isFormal(buffer.character(position)) else {
      return nil
    }
    let isOrdinal = buffer.character(position - 1) == "第"
    let isNumber: Bool
    switch digit {
    case 1: isNumber = isOne(next, isOrdinal)
    case 0: isNumber = measures.match(buffer, at: next) != nil
    default: isNumber = isOrdinal || isCounted(next)
    }
    return isNumber ? DecimalNumber(mantissa: digit) : nil
  }

  private func isTen(_ next: Int) -> Bool {
    if Self.isVague(buffer.character(next - 2)) { return false }
    switch buffer.character(next) {
    case "几", "多", "余", "来": return true
    case "分": return buffer.character(next + 1) == "钟"
    case "字": return false
    default: return buffer.character(next - 2) == "第" || isCounted(next)
    }
  }

  private func isOne(_ next: Int, _ isOrdinal: Bool) -> Bool {
    let following = buffer.character(next)
    if isOrdinal {
      switch following {
      case "例", "针", "剂", "批", "季", "期", "届", "轮", "波", "条", "章", "名", "天", "周", "年", "款": return true
      default: return false
      }
    }
    if Self.endsInOne(buffer.character(next - 2)) || Self.endsInOne(following) { return false }
    if let match = measures.match(buffer, at: next), match.count > 1 { return isStrict(next, match.count) }
    return Measures.strict.contains(following)
  }

  private func isStrict(_ next: Int, _ count: Int) -> Bool {
    Measures.strictWords.contains { word in
      word.unicodeScalars.count == count
        && zip(word.unicodeScalars, next..<(next + count)).allSatisfy { $0 == buffer.character($1) }
    }
  }

  /// True before a measure word, and before 到, 至 or a dash and another numeral that has one.
  private func isCounted(_ next: Int) -> Bool {
    if measures.match(buffer, at: next) != nil { return true }
    switch buffer.character(next) {
    case "到", "至", "-", "比":
      let end = runEnd(next + 1)
      return end > next + 1 && (end > next + 2 || measures.match(buffer, at: end) != nil)
    default: return false
    }
  }

  /// Numerals of cheques, which are ordinary characters on their own (大陆, 放肆).
  private static func isFormal(_ character: Unicode.Scalar) -> Bool {
    switch character {
    case "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖", "拾", "佰", "仟": true
    default: false
    }
  }

  // MARK: Digits in a row

  /// A run of numerals read digit by digit: `二〇二〇`, or two before 年 and 折; nil if the run isn't one.
  private func plainDigits(_ run: Range<Int>) -> Range<Int>? {
    guard run.count > 1, hasNumeral(run) else { return nil }
    var hasZero = false
    for position in run {
      let unit = buffer.units[position]
      guard unit.traits.has(.numeral), unit.scalar != 0x4E24 else { return nil }
      guard let digit = ChineseNumber.digit(unit.scalar) else { return nil }
      hasZero = hasZero || digit == 0
    }
    let next = buffer.character(run.upperBound)
    return run.count > 2 || hasZero || next == "年" || next == "折" ? run : nil
  }

  private mutating func write(digits: Range<Int>) -> Int {
    replace(digits.lowerBound, digits.upperBound) { [buffer] writer in
      writer.beginNumber(covering: digits, of: buffer)
      for position in digits {
        let digit = ChineseNumber.digit(buffer.units[position].scalar) ?? 0
        writer.append(UInt32(0x30 + digit), covering: position..<(position + 1))
      }
    }
  }

  // MARK: Fractions

  /// True at 分之 and a number.
  private func isDivided(_ end: Int) -> Bool {
    buffer.character(end) == "分" && buffer.character(end + 1) == "之" && runEnd(end + 2) > end + 2
  }

  /// `百分之五十`, `三分之一`; returns where to go on.
  private mutating func writeFraction(_ run: Range<Int>) -> Int? {
    guard isDivided(run.upperBound) else { return nil }
    let upper = trimmed((run.upperBound + 2)..<runEnd(run.upperBound + 2))
    var (number, end) = (value(upper), upper.upperBound)
    if let (decimal, after) = decimal(upper, isCertain: true) { (number, end) = (decimal, after) }
    guard let number, let lower = value(run) else { return nil }
    return replace(run.lowerBound, end) { [buffer] writer in
      let whole = run.lowerBound..<end
      writer.append(number, covering: whole, of: buffer)
      if lower.mantissa == 100 {
        writer.append(0x25, covering: whole)
      } else {
        writer.append(0x2F, covering: whole)
        writer.append(DecimalNumber(mantissa: lower.mantissa), part: whole)
      }
    }
  }

  /// The value of a run that is known to be a number: 百 is 100 there.
  private func value(_ run: Range<Int>) -> DecimalNumber? {
    if run.count == 1, let place = ChineseNumber.place(buffer.units[run.lowerBound].scalar) {
      return DecimalNumber(mantissa: place)
    }
    return ChineseNumber.value(buffer, run)
      ?? ChineseNumber.digits(buffer, run).map { DecimalNumber(mantissa: $0) }
  }

  // MARK: Decimals

  /// `三点一四`, `一点五亿`; returns where to go on. `三点五十` and `十点零五` are times.
  private mutating func writeDecimal(_ run: Range<Int>) -> Int? {
    guard let (number, end) = decimal(run, isCertain: false) else { return nil }
    return write(number, run.lowerBound..<end)
  }

  private func decimal(_ run: Range<Int>, isCertain: Bool) -> (DecimalNumber, Int)? {
    guard buffer.character(run.upperBound) == "点", hasNumeral(run), let whole = wholePart(run) else {
      return nil
    }
    let start = run.upperBound + 1
    var end = start
    while buffer.traits(end).has(.numeral), ChineseNumber.digit(buffer.scalar(end)) != nil { end += 1 }
    if end > start, buffer.character(end - 1) == "两" { end -= 1 }
    guard end > start, end - start < 10, let part = ChineseNumber.digits(buffer, start..<end) else {
      return nil
    }
    guard var number = DecimalNumber(mantissa: whole).shifted(by: end - start) else { return nil }
    number.mantissa += part
    number.places = end - start
    if let zeros = myriadZeros(end) {
      guard !buffer.traits(end + 1).has(.numeral) else { return nil }
      return number.shifted(by: zeros).map { ($0, end + 1) }
    }
    guard !buffer.traits(end).has(.numeral) else { return nil }
    return isCertain || isDecimal(whole, start..<end) ? (number, end) : nil
  }

  private func wholePart(_ run: Range<Int>) -> UInt64? {
    if run.count == 1, buffer.units[run.lowerBound].scalar == 0x96F6 { return 0 }
    guard let value = ChineseNumber.value(buffer, run), value.places == 0, value.mantissa < 1_000_000 else {
      return nil
    }
    return value.mantissa
  }

  private func myriadZeros(_ position: Int) -> Int? {
    switch buffer.character(position) {
    case "万": 4
    case "亿": 8
    default: nil
    }
  }

  /// True if what stands after 点 is a fraction rather than minutes.
  private func isDecimal(_ whole: UInt64, _ part: Range<Int>) -> Bool {
    switch buffer.character(part.upperBound) {
    case "分", "刻", "半", "整", "多", "左": return false
    default: break
    }
    if part.count > 1 { return whole == 0 || ChineseNumber.digit(buffer.scalar(part.lowerBound)) != 0 }
    return whole == 0 || measures.match(buffer, at: part.upperBound) != nil
      || buffer.scalar(part.upperBound) == 0x25
  }
}
