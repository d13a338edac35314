internal import CErrataData

/// The files of `corpora/` that are compiled into the program, so that it works from any folder.
package enum ShippedData {
  /// The starter corpus, sorted by file name.
  package static var starterCorpus: [CorpusFile] {
    let files = UnsafeBufferPointer(start: errata_starter_files(), count: Int(errata_starter_file_count()))
    return files.map(file)
  }

  /// The default policy, as YAML.
  package static var defaultPolicy: String {
    String(decoding: file(errata_default_policy().pointee).bytes, as: UTF8.self)
  }

  /// The name of the default policy's file.
  package static var defaultPolicyName: String { file(errata_default_policy().pointee).name }

  /// Sample items, one a line, as JSON.
  package static var sampleItems: [UInt8] { file(errata_sample_items().pointee).bytes }

  private static func file(_ file: errata_data_file) -> CorpusFile {
    let bytes = UnsafeBufferPointer(start: file.bytes, count: Int(file.length))
    return CorpusFile(name: String(cString: file.name), bytes: Array(bytes))
  }
}
