package import ErrataModel

/// The reasons that one label of one item can have, of one claim: what is there, whether it counts or not.
///
/// A label lives while one reason stands. Which reasons stand is told by `standing`, what events do by `after`; both
/// are tables, and every pair of a state and an event is held against the store by its tests. The tables stand in the
/// documentation too (`Record`).
package struct LabelState: Hashable, Sendable {
  /// What people have decided on the claim, as far as it counts.
  package enum Manual: String, Hashable, Sendable, CaseIterable {
    /// Nothing, or it was withdrawn or has expired.
    case none
    /// The item asserts it.
    case confirm
    /// It doesn't.
    case reject
  }

  /// The state in one word.
  package enum Word: String, Hashable, Sendable, CaseIterable {
    /// No label.
    case none
    /// By a match alone.
    case automatic
    /// From the item that this one passes on.
    case inherited
    /// The author said so.
    case declared
    /// A person said so.
    case confirmed
    /// A person said no, and nothing else than a match or a parent speaks for it.
    case rejected
  }

  /// The item's last decision has a label by a match that hasn't expired.
  package var hasMatch = false
  /// The item that this one passes on has the label.
  package var hasParent = false
  /// The author has declared it.
  package var isDeclared = false
  /// What people say.
  package var manual = Manual.none

  /// The state of an item of which nothing is known.
  package init() {}

  /// All of them.
  package static let all: [LabelState] = [false, true].flatMap { match in
    [false, true].flatMap { parent in
      [false, true].flatMap { declared in
        Manual.allCases.map { manual in
          var state = LabelState()
          (state.hasMatch, state.hasParent, state.isDeclared, state.manual) = (match, parent, declared, manual)
          return state
        }
      }
    }
  }

  /// What stands, by what people say, whether there is a match, and whether a parent has the label.
  ///
  /// An own reason of the same claim hides an inherited one: the item is then a root itself. A declaration is a reason
  /// besides, whatever else there is: nobody but the author takes it back.
  package static let table: [(manual: Manual, match: Bool, parent: Bool, standing: Set<LabelSource>)] = [
    (.none, false, false, []), (.none, false, true, [.propagation]),
    (.none, true, false, [.match]), (.none, true, true, [.match]),
    (.confirm, false, false, [.curator]), (.confirm, false, true, [.curator]),
    (.confirm, true, false, [.match, .curator]), (.confirm, true, true, [.match, .curator]),
    (.reject, false, false, []), (.reject, false, true, []),
    (.reject, true, false, []), (.reject, true, true, []),
  ]

  /// The sources of the reasons that stand; the label lives unless there are none.
  package var standing: Set<LabelSource> {
    let row = LabelState.table.first { ($0.manual, $0.match, $0.parent) == (manual, hasMatch, hasParent) }
    return (row?.standing ?? []).union(isDeclared ? [.declaration] : [])
  }

  /// The state in one word: of the reasons that stand, the one of the most authority.
  package var word: Word {
    let standing = standing
    if standing.contains(.curator) { return .confirmed }
    if standing.contains(.declaration) { return .declared }
    if standing.contains(.match) { return .automatic }
    if standing.contains(.propagation) { return .inherited }
    return manual == .reject ? .rejected : .none
  }
}

/// What can happen to a label.
package enum LabelOccurrence: String, Hashable, Sendable, CaseIterable {
  /// A decision has a match that gives the label.
  case matchComes = "a match comes"
  /// A later decision hasn't: the item was edited, or the claim retracted.
  case matchGoes = "the match goes"
  /// Its time is over.
  case matchExpires = "the match's label expires"
  /// The item that this one passes on gets the label.
  case parentComes = "the parent's label comes"
  /// It loses it.
  case parentGoes = "the parent's label goes"
  /// The parent's label is over.
  case parentExpires = "the parent's label expires"
  /// The author declares it.
  case declarationComes = "a declaration comes"
  /// The author doesn't any more.
  case declarationGoes = "the declaration goes"
  /// A person confirms it.
  case confirm = "a person confirms"
  /// A person rejects it, or an appeal is upheld.
  case reject = "a person rejects"
  /// What a person decided is taken back.
  case withdraw = "it is withdrawn"
  /// What a person decided is over.
  case manualExpires = "what a person decided expires"

  /// What it makes of each part of a state; `nil` leaves the part as it is.
  package struct Effect: Sendable {
    /// Whether there is a match then.
    package var match: Bool?
    /// Whether the parent has the label then.
    package var parent: Bool?
    /// Whether the author declares it then.
    package var declared: Bool?
    /// What people say then.
    package var manual: LabelState.Manual?
  }

  /// What it does, whatever the state: no part depends on another one, only what stands depends on all.
  package var effect: Effect {
    switch self {
    case .matchComes: Effect(match: true)
    case .matchGoes, .matchExpires: Effect(match: false)
    case .parentComes: Effect(parent: true)
    case .parentGoes, .parentExpires: Effect(parent: false)
    case .declarationComes: Effect(declared: true)
    case .declarationGoes: Effect(declared: false)
    case .confirm: Effect(manual: .confirm)
    case .reject: Effect(manual: .reject)
    case .withdraw, .manualExpires: Effect(manual: LabelState.Manual.none)
    }
  }

  /// The cause that the label event names, where one follows.
  package var cause: LabelEvent.Cause {
    switch self {
    case .matchComes, .matchGoes, .declarationComes, .declarationGoes: .decision
    case .matchExpires, .manualExpires: .expiry
    case .parentComes, .parentGoes, .parentExpires: .propagation
    case .confirm, .reject, .withdraw: .manual
    }
  }
}

extension LabelState {
  /// The state that follows.
  package func after(_ occurrence: LabelOccurrence) -> LabelState {
    let effect = occurrence.effect
    var next = self
    if let match = effect.match { next.hasMatch = match }
    if let parent = effect.parent { next.hasParent = parent }
    if let declared = effect.declared { next.isDeclared = declared }
    if let manual = effect.manual { next.manual = manual }
    return next
  }
}
