internal import ErrataJSON
internal import ErrataModel

/// What a job notes at each checkpoint: which engine it works with, and where it is.
struct JobMemory: Hashable {
  /// The engine and clock that a job keeps from its first batch to its last, whatever changes meanwhile.
  struct Pin: Hashable {
    var revision: Int
    var digest: String
    var policy: String
    var now: Timestamp
  }

  var pin: Pin?
  private var numbers: [String: Int] = [:]

  init() {}

  /// A number that was noted; 0 when it wasn't.
  subscript(_ name: String) -> Int {
    get { numbers[name] ?? 0 }
    set { numbers[name] = newValue }
  }

  /// Reads a checkpoint.
  ///
  /// - Throws: `JobFault` for one that no job has written.
  init(_ value: JSONValue?) throws(JobFault) {
    guard let value else { return }
    guard case .object(let members) = value else { throw JobFault("the checkpoint is \(value.kind)") }
    for member in members {
      if member.key == "engine" {
        pin = try JobMemory.pin(member.value)
      } else if case .number(let digits) = member.value, let number = Int(digits) {
        numbers[member.key] = number
      } else {
        throw JobFault("the checkpoint's \(member.key) can't be read")
      }
    }
  }

  private static func pin(_ value: JSONValue) throws(JobFault) -> Pin {
    guard case .number(let digits) = value["revision"], let revision = Int(digits),
      case .string(let digest) = value["corpusRevision"], case .string(let policy) = value["policyVersion"],
      case .string(let time) = value["now"], let now = Timestamp(time)
    else { throw JobFault("the checkpoint's engine can't be read") }
    return Pin(revision: revision, digest: digest, policy: policy, now: now)
  }

  /// The checkpoint.
  var json: JSONValue {
    var members: [JSONMember] = []
    if let pin {
      members.append(
        JSONMember(
          key: "engine",
          value: .object([
            JSONMember(key: "revision", value: .number("\(pin.revision)")),
            JSONMember(key: "corpusRevision", value: .string(pin.digest)),
            JSONMember(key: "policyVersion", value: .string(pin.policy)),
            JSONMember(key: "now", value: .string(pin.now.description)),
          ])))
    }
    for (name, number) in numbers.sorted(by: { $0.key < $1.key }) {
      members.append(JSONMember(key: name, value: .number("\(number)")))
    }
    return .object(members)
  }
}
