@testable import ErrataServer

import ErrataStore
import Foundation
import Testing

/// The pages for people against the tables that the worker runs by.
@Suite struct ServerPagesTests {
  private func page(_ name: String) throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = "Sources/Errata/Errata.docc/\(name).md"
    return try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test func `the page of the interface has every route with its role, and no other`() throws {
    let rows = try page("HTTP").matches(of: /\n\| `([A-Z]+ \/[^`]*)` \| ([a-z, ]+) \|/)
    let told = Set(rows.map { "\($0.1) \($0.2.split(separator: " ").last ?? "")" })
    #expect(told == Set(RouteTable.all.map { "\($0.method) \($0.path) \($0.role?.rawValue ?? "none")" }))
  }

  @Test func `the page of the interface has every problem with its status`() throws {
    let text = try page("HTTP")
    for kind in ProblemKind.allCases { #expect(text.contains("\n| `\(kind.rawValue)` | \(kind.status) |"), "\(kind)") }
  }

  @Test func `the page of operations names only settings and metrics that there are`() throws {
    let text = try page("Operations")
    let names = text.matches(of: /`((?:limits|timeouts|reload|budget|access|health|jobs|log)\.[A-Za-z]+)`/)
    #expect(names.count >= 5)
    for name in names { #expect(SettingTable.setting(String(name.1)) != nil, "\(name.1)") }
    let families = Set(ServiceMetrics().all.map(\.name))
    for name in text.matches(of: /`(errata_[a-z_]+)/) { #expect(families.contains(String(name.1)), "\(name.1)") }
  }
}
