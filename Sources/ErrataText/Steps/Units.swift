/// Writes the unit of measure after a number in one way, right after it: `5 kilometers` and `5公里` are `5km`.
///
/// | unit | spellings |
/// |---|---|
/// | km, m, cm, mm | 公里 千米, 米 公尺, 厘米 公分, 毫米; kilometers, meters, centimeters, millimeters |
/// | kg, g, mg, ug | 公斤 千克, 克, 毫克, 微克; kilograms kilos, grams, milligrams, micrograms |
/// | l, ml | 公升, 毫升; liters, milliliters |
/// | km2, m2, m3 | 平方公里 平方千米, 平方米 平米, 立方米; square kilometers, square meters, cubic meters |
/// | °c, °f | 摄氏度, 华氏度; degrees celsius, degrees fahrenheit |
/// | % | percent, per cent |
/// | 元, 美元, 小时 | 块钱 元人民币, 美金, 个小时 |
enum Units {
  private static let table = [
    "km": "公里 千米 kilometers kilometres kilometer kilometre kms km", "m": "米 公尺 meters metres meter metre",
    "cm": "厘米 公分 centimeters centimetres centimeter centimetre cm",
    "mm": "毫米 millimeters millimetres millimeter millimetre mm",
    "kg": "公斤 千克 kilograms kilogrammes kilogram kilos kilo kgs kg", "g": "克 grams grammes gram",
    "mg": "毫克 milligrams milligram mg", "ug": "微克 micrograms microgram ug",
    "l": "公升 liters litres liter litre", "ml": "毫升 milliliters millilitres milliliter millilitre ml",
    "km2": "平方公里 平方千米 square_kilometers square_kilometres", "m2": "平方米 平米 square_meters square_metres",
    "m3": "立方米 cubic_meters cubic_metres",
    "°c": "摄氏度 °c 度c degrees_celsius degree_celsius degrees_c", "°f": "华氏度 °f degrees_fahrenheit degrees_f",
    "%": "percent per_cent pct %", "元": "块钱 元人民币", "美元": "美金", "小时": "个小时",
  ]

  /// Longer words that begin like a unit and are none.
  private static let guards = [
    "米饭", "米粉", "米线", "米粒", "米酒", "米醋", "米糊", "米其林", "米兰", "米面", "克拉", "克隆", "克服", "克里", "克制",
  ]

  /// Every spelling with its unit, the guards with themselves.
  static var phrases: [(phrase: String, result: String)] {
    let units = table.sorted { $0.key < $1.key }.flatMap { unit, spellings in
      spellings.split(separator: " ").map { spelling in
        (phrase: String(spelling.map { $0 == "_" ? " " : $0 }), result: unit)
      }
    }
    return units + guards.map { ($0, $0) }
  }

  static func apply(to buffer: UnitBuffer, _ table: PhraseTable) -> Int {
    guard buffer.seen.has(.digit) || buffer.seen.has(.numeral) || buffer.seen.has(.latin) else { return 0 }
    var writer: UnitWriter?
    var copied = 0
    var changes = 0
    var position = 0
    let (units, count) = (buffer.units, buffer.count)
    while position < count {
      guard units[position].traits.isDigit, !buffer.traits(position + 1).isDigit,
        let (range, entry) = unit(buffer, table, after: position, copied, writer?.last)
      else {
        position += 1
        continue
      }
      var output = writer ?? UnitWriter(buffer)
      output.append(contentsOf: copied..<(position + 1))
      for scalar in table.result(entry) { output.append(scalar, covering: range) }
      separate(&output, buffer, range.upperBound)
      copied = range.upperBound
      position = copied
      writer = output
      changes += 1
    }
    guard var output = writer else { return 0 }
    output.append(contentsOf: copied..<count)
    output.finish()
    return changes
  }

  /// True if a unit may stand after the number that ends at `last`.
  static func follows(_ buffer: UnitBuffer, _ last: Int, _ table: PhraseTable) -> Bool {
    table.match(buffer, at: buffer.scalar(last + 1) == Unit.blank ? last + 2 : last + 1) != nil
  }

  /// The unit after the number that ends at `last`, and a space before it.
  private static func unit(
    _ buffer: UnitBuffer, _ table: PhraseTable, after last: Int, _ copied: Int, _ written: Unit?
  ) -> (Range<Int>, Int)? {
    let start = buffer.scalar(last + 1) == Unit.blank ? last + 2 : last + 1
    guard let match = table.match(buffer, at: start), !table.isGuard(match.entry) || start > last + 1 else {
      return nil
    }
    return isGlued(buffer, last, copied, written) ? nil : ((last + 1)..<(start + match.count), match.entry)
  }

  /// True if the number that ends at `last` is part of a name (`a3`); before `copied` stands what was
  /// written.
  private static func isGlued(_ buffer: UnitBuffer, _ last: Int, _ copied: Int, _ written: Unit?) -> Bool {
    var position = last
    while position >= copied, isNumberPart(buffer.units[position]) { position -= 1 }
    if position < copied { return written?.traits.isLetter ?? false }
    return buffer.units[position].traits.isLetter
  }

  private static func isNumberPart(_ unit: Unit) -> Bool { unit.traits.isDigit || unit.scalar == 0x2E }

  /// Keeps the unit apart from a letter or digit that follows.
  private static func separate(_ writer: inout UnitWriter, _ buffer: UnitBuffer, _ next: Int) {
    guard let last = writer.last, !last.traits.isIdeographic, last.scalar != 0x25 else { return }
    let traits = buffer.traits(next)
    guard traits.isLetter || traits.isDigit else { return }
    writer.append(Unit.blank, covering: (next - 1)..<next)
  }
}
