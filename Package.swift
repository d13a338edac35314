// swift-tools-version: 6.2
import Foundation
import PackageDescription

// Targets stand in this file from the ground to the roof: a target may depend only on targets above it here.
// `LayeringTests` holds the import lines of every source file against this order.

/// Set in continuous integration: warnings in our own targets fail the build. Off by default so that a newer compiler
/// with new warnings doesn't keep a user from building.
let isStrict = ProcessInfo.processInfo.environment["ERRATA_STRICT"] == "1"

/// Set where an optimized build is tested: tests may then look into modules, as they may in a debug build.
let isTested = ProcessInfo.processInfo.environment["ERRATA_TESTED"] == "1"

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (isStrict ? [.treatAllWarnings(as: .error)] : []) + (isTested ? [.unsafeFlags(["-enable-testing"])] : [])

/// A Swift target of ours.
func swift(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// A test target: it mirrors the target of the same name without `Tests`.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["ErrataTestSupport"], exclude: exclude, swiftSettings: settings)
}

/// The languages that have a table of stance rules.
let languages = ["ar", "de", "en", "es", "fr", "id", "it", "ja", "ko", "pl", "pt", "ru", "tr", "vi", "zh"]

let package = Package(
  name: "errata",
  platforms: [.macOS("26.0")],
  products: [
    .library(name: "Errata", targets: ["Errata"]),
    .executable(name: "errata", targets: ["ErrataCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Floor 0: C.
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CErrataTables"),
    .target(name: "CErrataMemory"),
    .target(
      name: "CErrataLexicon",
      exclude: [
        "background.bin", "match.trees.tsv", "rank.trees.tsv", "forms.en.tsv", "places.tsv", "names.tsv", "things.tsv",
        "measures.tsv", "antonyms.tsv", "frames.tsv", "pin.trees.tsv", "query.frames.tsv",
        "pinyin.tsv", "words.tsv", "sayings.tsv",
      ]),
    .target(name: "CErrataRules", exclude: languages.map { "stance.\($0).tsv" }),
    .target(name: "CErrataRatings", exclude: ["ratings.tsv"]),
    .target(
      name: "CErrataData", path: "corpora", exclude: ["README.md", "schema", "starter", "samples", "policy"],
      sources: ["embed.c"], publicHeadersPath: "include"),

    // Floor 1: words and texts. No Foundation.
    swift("ErrataModel"),
    swift("ErrataText", ["CErrataTables"]),
    swift("ErrataJSON"),
    swift("ErrataDigest", [.product(name: "Crypto", package: "swift-crypto")]),

    // Floor 2: one idea each.
    swift("ErrataMarkup", ["CLibXML2"]),
    swift("ErrataIndex", ["ErrataText", "CErrataLexicon", "CErrataMemory"]),
    swift("ErrataStance", ["ErrataText", "ErrataModel", "CErrataRules"]),
    swift("ErrataExchange", ["ErrataModel", "ErrataJSON", "CErrataLexicon"]),
    swift("ErrataPropagation"),
    swift(
      "ErrataPolicy", ["ErrataModel", "ErrataDigest", "ErrataPropagation", .product(name: "Yams", package: "Yams")]),
    swift("ErrataReach", ["ErrataModel", "ErrataDigest"]),
    swift("ErrataSite", ["ErrataModel", "ErrataJSON", "ErrataExchange", "ErrataDigest"]),
    swift(
      "ErrataStore",
      [
        "ErrataModel", "ErrataText", "ErrataJSON", "ErrataDigest", "ErrataMarkup", "ErrataExchange",
        "ErrataPropagation", "ErrataReach",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),

    // Floor 3: claims.
    swift(
      "ErrataCorpus",
      [
        "ErrataModel", "ErrataText", "ErrataJSON", "ErrataDigest", "ErrataExchange", "ErrataIndex",
        "CErrataData", "CErrataLexicon",
      ]),
    swift(
      "ErrataIngest",
      [
        "ErrataModel", "ErrataJSON", "ErrataDigest", "ErrataMarkup", "ErrataExchange", "ErrataCorpus", "CErrataRatings",
      ]),
    swift("ErrataMatching", ["ErrataModel", "ErrataText", "ErrataIndex", "ErrataStance", "CErrataLexicon"]),

    // Floor 4: the engine, pure from item to decision.
    swift(
      "Errata",
      [
        "ErrataModel", "ErrataText", "ErrataJSON", "ErrataExchange", "ErrataMarkup", "ErrataIndex",
        "ErrataPolicy", "ErrataCorpus", "ErrataMatching",
      ]),

    // Floor 5: runs over streams of items.
    swift(
      "ErrataJobs",
      [
        "Errata", "ErrataModel", "ErrataExchange", "ErrataJSON", "ErrataStore", "ErrataCorpus", "ErrataIndex",
        "ErrataPolicy", "ErrataPropagation",
      ]),

    // Floor 6: the worker as a service.
    swift(
      "ErrataServer",
      [
        "Errata", "ErrataModel", "ErrataText", "ErrataJSON", "ErrataDigest", "ErrataExchange", "ErrataIndex",
        "ErrataPolicy", "ErrataCorpus", "ErrataStore", "ErrataReach", "ErrataSite", "ErrataJobs", "CZlib",
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]),

    // Floor 7: the command-line tool.
    .executableTarget(
      name: "ErrataCommand",
      dependencies: [
        "Errata", "ErrataModel", "ErrataText", "ErrataIndex", "ErrataCorpus", "ErrataMatching",
        "ErrataPolicy", "ErrataExchange", "ErrataIngest", "ErrataJSON", "ErrataReach", "ErrataSite", "ErrataStore",
        "ErrataJobs",
        "ErrataServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: settings),
    .executableTarget(name: "ErrataTables", swiftSettings: settings),
    .executableTarget(
      name: "ErrataStages",
      dependencies: ["Errata", "ErrataIndex", "ErrataJSON", "ErrataMatching", "ErrataModel", "ErrataText"],
      path: "Benchmarks/stages", swiftSettings: settings),
    .executableTarget(
      name: "ErrataGraph", dependencies: ["ErrataPropagation"], path: "Benchmarks/graph", swiftSettings: settings),

    // Tests.
    .target(
      name: "ErrataTestSupport", dependencies: ["ErrataIndex", "ErrataText"], path: "Tests/ErrataTestSupport",
      swiftSettings: settings),
    tests("ErrataIndexTests", ["ErrataIndex", "ErrataText"]),
    tests("ErrataExchangeTests", ["ErrataExchange", "ErrataModel", "ErrataJSON"]),
    tests("ErrataJSONTests", ["ErrataJSON"]),
    tests("ErrataModelTests", ["ErrataModel"]),
    tests("ErrataPropagationTests", ["ErrataPropagation"]),
    tests("ErrataMatchingTests", ["ErrataMatching", "ErrataModel", "ErrataText", "ErrataIndex", "ErrataStance"]),
    tests("DocumentationTests", ["ErrataModel"]),
    tests(
      "ErrataJobsTests",
      [
        "ErrataJobs", "Errata", "ErrataModel", "ErrataCorpus", "ErrataStore", "ErrataExchange", "ErrataJSON",
        "ErrataPolicy",
      ]),
    tests(
      "ErrataServerTests",
      [
        "ErrataServer", "Errata", "ErrataModel", "ErrataJSON", "ErrataStore", "ErrataReach", "ErrataCorpus",
        "ErrataDigest",
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    tests("LayeringTests", []),
    tests(
      "ErrataTests",
      ["Errata", "ErrataModel", "ErrataCorpus", "ErrataIndex", "ErrataPolicy", "ErrataExchange", "ErrataJSON"],
      exclude: ["Pins/pins.tsv"]),
    tests("EndToEndTests", ["ErrataCommand"]),
    tests("ErrataTextTests", ["ErrataText"]),
    tests("ErrataReachTests", ["ErrataReach", "ErrataModel"]),
    tests("ErrataSiteTests", ["ErrataSite", "ErrataModel", "ErrataJSON"]),
    tests("ErrataDigestTests", ["ErrataDigest"]),
    tests("ErrataMarkupTests", ["ErrataMarkup"]),
    tests("ErrataStanceTests", ["ErrataStance", "ErrataText", "ErrataModel", "CErrataRules"]),
    tests("ErrataPolicyTests", ["ErrataPolicy", "ErrataModel", "ErrataDigest", "ErrataPropagation"]),
    tests(
      "ErrataStoreTests",
      [
        "ErrataStore", "ErrataModel", "ErrataExchange", "ErrataJSON", "ErrataPropagation", "ErrataReach",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["version1.sql"]),
    tests(
      "ErrataIngestTests",
      ["ErrataIngest", "ErrataMarkup", "ErrataCorpus", "ErrataModel", "ErrataExchange", "ErrataJSON"],
      exclude: ["Fixtures"]),
    tests(
      "ErrataCorpusTests",
      ["ErrataCorpus", "ErrataModel", "ErrataExchange", "ErrataJSON", "ErrataText", "ErrataIndex"]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
