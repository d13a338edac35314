// A client of the worker in one Swift file, with Foundation: swiftc label.swift && ./label
import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

struct Item: Codable {
  var id: String
  var text: String
}

struct Batch: Codable {
  var items: [Item]
  var deadlineMs: Int
}

struct Answer: Decodable {
  struct Decision: Decodable {
    struct Label: Decodable {
      var value: String
      var claim: String?
      var review: String?
    }
    var id: String?
    var weight: Double
    var labels: [Label]?
    var undecided: String?
  }
  var decisions: [Decision]
  var corpusRevision: String
}

@main
struct Client {
  static func main() async throws {
    let environment = ProcessInfo.processInfo.environment
    guard let url = URL(string: (environment["ERRATA_URL"] ?? "http://127.0.0.1:8080") + "/v1/label") else { return }
    var request = URLRequest(url: url)
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    if let key = environment["ERRATA_KEY"] { request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization") }
    let items = [
      Item(id: "swift-1", text: "喝白酒可以杀死新冠病毒,每天两杯"),
      Item(id: "swift-2", text: "We walked along the Great Wall today, what a view"),
    ]
    request.httpBody = try JSONEncoder().encode(Batch(items: items, deadlineMs: 2000))
    let (data, _) = try await URLSession.shared.data(for: request)
    for decision in try JSONDecoder().decode(Answer.self, from: data).decisions {
      let label = decision.labels?.first.map { "\($0.value), \($0.review ?? "")" } ?? decision.undecided ?? "-"
      print(decision.id ?? "?", decision.weight, label)
    }
  }
}
