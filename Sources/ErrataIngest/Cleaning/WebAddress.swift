/// A web address, resolved against another where it is relative (RFC 3986, section 5.2).
struct WebAddress: Hashable, Sendable {
  /// `https` or `http`.
  let scheme: String
  /// The host's name in lower case, with its port.
  let authority: String
  /// Path and query, from the first slash on.
  let rest: String

  /// The address as text.
  var text: String { "\(scheme)://\(authority)\(rest)" }

  /// The host's name without port and `www.`.
  var domain: String {
    let host = authority.prefix { $0 != ":" }
    return String(host.hasPrefix("www.") ? host.dropFirst(4) : host)
  }

  /// Reads an address; `nil` for what isn't `http` or `https`, has a user's name, no host, blanks or controls.
  ///
  /// The fragment is dropped, and parameters that only follow readers around (`utm_…`, `fbclid`, `gclid`).
  init?(_ text: some StringProtocol, relativeTo base: WebAddress? = nil) {
    let text = WebAddress.prepared(text)
    let lower = text.prefix(8).lowercased()
    if lower.hasPrefix("https://") || lower.hasPrefix("http://") {
      let scheme = lower.hasPrefix("https") ? "https" : "http"
      self.init(scheme: scheme, behind: text.dropFirst(scheme.utf8.count + 3))
    } else if text.isEmpty || WebAddress.hasScheme(text) {
      return nil
    } else if text.hasPrefix("//"), let base {
      self.init(scheme: base.scheme, behind: text.dropFirst(2))
    } else if let base {
      self.init(scheme: base.scheme, behind: base.authority + WebAddress.path(text, from: base.rest))
    } else {
      return nil
    }
  }

  private init?(scheme: String, behind: some StringProtocol) {
    let authority = behind.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.isEmpty, authority.contains("."), !authority.contains("@"),
      authority.unicodeScalars.allSatisfy({
        $0.properties.isAlphabetic || "0123456789.-:[]_".unicodeScalars.contains($0)
      })
    else { return nil }
    self.scheme = scheme
    self.authority = authority.lowercased()
    let rest = behind.dropFirst(authority.count).prefix { $0 != "#" }
    let query = rest.firstIndex(of: "?")
    let path = query.map { rest[..<$0] } ?? rest[...]
    let pairs = query.map { rest[$0...].dropFirst().split(separator: "&") } ?? []
    let kept = pairs.filter { pair in !["utm_", "fbclid=", "gclid="].contains { pair.hasPrefix($0) } }
    self.rest = (path.isEmpty ? "/" : String(path)) + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
  }

  /// Without blanks around, and with blanks and controls inside as percent codes, as browsers send them.
  private static func prepared(_ text: some StringProtocol) -> String {
    let scalars = text.unicodeScalars.drop { $0.value <= 0x20 }
    var result = String.UnicodeScalarView()
    for scalar in scalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: break
      case 0x20, 0xA0, 0x3000: result.append(contentsOf: "%20".unicodeScalars)
      case 0x00...0x1F, 0x7F...0x9F: break
      case UInt32(UInt8(ascii: "\\")): result.append("/")
      case UInt32(UInt8(ascii: "<")), UInt32(UInt8(ascii: ">")), UInt32(UInt8(ascii: "\"")):
        result.append(contentsOf: ("%" + String(scalar.value, radix: 16, uppercase: true)).unicodeScalars)
      default: result.append(scalar)
      }
    }
    var view = String(result)
    while view.hasSuffix("%20") { view.removeLast(3) }
    return view
  }

  /// Whether it begins with a scheme, such as `javascript:`.
  private static func hasScheme(_ text: String) -> Bool {
    let head = text.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let colon = head.firstIndex(of: ":") else { return false }
    return head[..<colon].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }

  /// A relative path made absolute, with its `.` and `..` worked off.
  private static func path(_ text: String, from base: String) -> String {
    let basePath = base.prefix { $0 != "?" }
    if text.hasPrefix("?") { return basePath + text }
    let tail = text.firstIndex { $0 == "?" || $0 == "#" } ?? text.endIndex
    let slash = basePath.lastIndex(of: "/")
    let folder: Substring = slash.map { basePath.prefix(through: $0) } ?? "/"
    let joined = text.hasPrefix("/") ? String(text[..<tail]) : String(folder) + String(text[..<tail])
    var segments: [Substring] = []
    let parts = joined.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      if part == ".." { _ = segments.popLast() }
      if part == "." || part == ".." {
        if isLast { segments.append("") }
      } else {
        segments.append(part)
      }
    }
    return "/" + segments.joined(separator: "/") + text[tail...]
  }
}
