// Makes the C tables of the target CErrataTables from the Unicode Character Database.
import Foundation

let usage = """
  usage: ErrataTables [--data FOLDER] [--output FOLDER] [--lexicon FOLDER]

  Makes the fold tables from the Unicode Character Database. The same data give the same bytes.

    --data FOLDER    where UnicodeData.txt is (default: /usr/share/unicode, Debian's package unicode-data)
    --output FOLDER  the target's folder (default: Sources/CErrataTables)
    --lexicon FOLDER where the table of pinyin goes (default: Sources/CErrataLexicon)
    --help           show this text
  """

var folder = "/usr/share/unicode"
var output = "Sources/CErrataTables"
var lexicon = "Sources/CErrataLexicon"
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  switch argument {
  case "--help", "-h":
    print(usage)
    exit(0)
  case "--data" where !arguments.isEmpty: folder = arguments.removeFirst()
  case "--output" where !arguments.isEmpty: output = arguments.removeFirst()
  case "--lexicon" where !arguments.isEmpty: lexicon = arguments.removeFirst()
  default:
    FileHandle.standardError.write(Data("ErrataTables: \(argument): not understood\n\(usage)\n".utf8))
    exit(2)
  }
}

do {
  let data = try UnicodeData(folder: folder)
  let tables = Tables(data)
  try Data(tables.header.utf8).write(to: URL(fileURLWithPath: output + "/include/errata_tables.h"))
  try Data(tables.source.utf8).write(to: URL(fileURLWithPath: output + "/fold_tables.c"))
  try Data(data.pinyin.text.utf8).write(to: URL(fileURLWithPath: lexicon + "/pinyin.tsv"))
} catch {
  FileHandle.standardError.write(Data("ErrataTables: \(error)\n".utf8))
  exit(1)
}
