internal import ErrataIndex
internal import ErrataModel

/// Matches that rest on common words and phrases, or on the frame of a chain letter whose claim is another.
///
/// Of claim and item only the words outside of common phrases count. Of the better found side so many of them must be
/// shared as the share of common phrases among what is shared demands: a match of which most is frame must have most
/// of the rest as well.
enum WordingGuard {
  /// Bits of its own that a claim must have to be judged; one made of common phrases has only those.
  private static let ownBits = 24
  /// Bits outside of common phrases that must be shared.
  private static let sharedBits = 12
  /// Share of common phrases among what is shared from which on the guard looks.
  private static let frameShare = 0.3
  /// Share of the words outside of common phrases that must be shared, and how much more of them the more common
  /// phrases are shared.
  private static let leastShare = 0.25
  private static let shareForFrames = 0.6
  /// Units of a short claim, of which a rare word must be found.
  private static let shortEntry = 32
  /// Share of a text from which on it is a copy.
  private static let copy = 0.85

  static func objection(_ context: GuardContext) -> SuppressionReason? {
    guard context.alignment.entryCoverage < copy else { return nil }
    if lacksRarest(context) { return .commonWording }
    let own = claimsOwn(context)
    guard own.total >= ownBits * 8, own.frames > 0 else { return nil }
    if own.shared < sharedBits * 8 { return .commonWording }
    let frames = own.frameShare
    guard frames >= frameShare else { return nil }
    let needed = leastShare + frames * shareForFrames
    return own.sharedShare < needed && itemsOwn(context).sharedShare < needed ? .commonWording : nil
  }

  /// Whether no rare word of a short claim is found, none that tells half as much as its rarest, while the item has
  /// other words as well.
  private static func lacksRarest(_ context: GuardContext) -> Bool {
    guard context.entryCount <= shortEntry, context.alignment.itemCoverage < copy else { return false }
    let rare = Int(context.entryWeights.max() ?? 0) / 2
    return !context.pairs.indices.contains { Int(context.entryWeights[$0]) >= rare && context.pairs[$0] >= 0 }
  }

  /// Weights of a text's words outside and inside of common phrases, in eighths of a bit.
  private struct Own {
    var total = 0
    var shared = 0
    var frames = 0

    var sharedShare: Double { Double(shared) / Double(max(1, total)) }
    var frameShare: Double { Double(frames) / Double(max(1, frames + shared)) }

    mutating func add(_ weight: UInt8, isFrame: Bool, isPaired: Bool) {
      if isFrame {
        frames += isPaired ? Int(weight) : 0
      } else {
        total += Int(weight)
        shared += isPaired ? Int(weight) : 0
      }
    }
  }

  private static func claimsOwn(_ context: GuardContext) -> Own {
    let covered = PhraseSet.frames.covered(context.entryHashes)
    var own = Own()
    for unit in 0..<context.entryCount {
      own.add(context.entryWeights[unit], isFrame: covered[unit], isPaired: context.pairs[unit] >= 0)
    }
    return own
  }

  /// The same for an item that is not much longer than the claim; of a longer one less is found than is asked for.
  private static func itemsOwn(_ context: GuardContext) -> Own {
    guard context.units.count <= context.entryCount * 2 + 16 else { return Own() }
    let covered = PhraseSet.frames.covered(context.units.hashes)
    var own = Own()
    for unit in 0..<context.units.count {
      own.add(context.itemWeights[unit], isFrame: covered[unit], isPaired: context.taken[unit])
    }
    return own
  }
}
