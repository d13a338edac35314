/// What can go wrong with a request. The raw value is the end of the problem's `type`, and stable (RFC 9457).
package enum ProblemKind: String, CaseIterable, Sendable {
  case badJSON = "bad-json"
  case badField = "bad-field"
  case badQuery = "bad-query"
  case badBody = "bad-body"
  case badItem = "bad-item"
  case unauthorized
  case forbidden
  case notFound = "not-found"
  case methodNotAllowed = "method-not-allowed"
  case requestTimeout = "request-timeout"
  case conflict
  case noStore = "no-store"
  case fixedCorpus = "fixed-corpus"
  case preconditionFailed = "precondition-failed"
  case bodyTooLarge = "body-too-large"
  case tooManyItems = "too-many-items"
  case unsupportedMediaType = "unsupported-media-type"
  case keyReused = "key-reused"
  case refusedFile = "refused-file"
  case preconditionRequired = "precondition-required"
  case tooManyRequests = "too-many-requests"
  case failed
  case notReady = "not-ready"
  case overloaded
  case draining
  case storeUnavailable = "store-unavailable"

  /// The HTTP status that it is answered with.
  package var status: Int {
    switch self {
    case .badJSON, .badField, .badQuery, .badBody, .badItem: 400
    case .unauthorized: 401
    case .forbidden: 403
    case .notFound: 404
    case .methodNotAllowed: 405
    case .requestTimeout: 408
    case .conflict, .noStore, .fixedCorpus: 409
    case .preconditionFailed: 412
    case .bodyTooLarge, .tooManyItems: 413
    case .unsupportedMediaType: 415
    case .keyReused, .refusedFile: 422
    case .preconditionRequired: 428
    case .tooManyRequests: 429
    case .failed: 500
    case .notReady, .overloaded, .draining, .storeUnavailable: 503
    }
  }

  /// The problem in a few words, the same for every occurrence.
  package var title: String {
    switch self {
    case .badJSON: "The body isn't JSON"
    case .badField: "A field of the body is wrong"
    case .badQuery: "A parameter is wrong"
    case .badBody: "The body can't be read"
    case .badItem: "An item of the batch is wrong"
    case .unauthorized: "No valid API key was sent"
    case .forbidden: "The API key's role may not do this"
    case .notFound: "There is nothing here"
    case .methodNotAllowed: "The path doesn't take this method"
    case .requestTimeout: "The request took too long to arrive"
    case .conflict: "The state changed meanwhile"
    case .noStore: "The worker runs without a store"
    case .fixedCorpus: "The corpus comes from files"
    case .preconditionFailed: "The revision isn't the expected one"
    case .bodyTooLarge: "The body is too large"
    case .tooManyItems: "The batch has too many items"
    case .unsupportedMediaType: "The body's type or coding isn't taken"
    case .keyReused: "The idempotency key was used for another request"
    case .refusedFile: "The new files were refused"
    case .preconditionRequired: "The expected revision is missing"
    case .tooManyRequests: "Too many requests"
    case .failed: "The request failed"
    case .notReady: "No index is loaded yet"
    case .overloaded: "The worker is busy"
    case .draining: "The worker is stopping"
    case .storeUnavailable: "The store can't be used"
    }
  }

  /// The problem's identifier. A name, not an address: nothing is fetched from it.
  package var type: String { "urn:errata:problem:\(rawValue)" }
}
