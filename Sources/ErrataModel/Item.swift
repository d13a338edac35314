/// How an item relates to its parent.
public enum EdgeKind: String, Hashable, Sendable, CaseIterable {
  /// The parent's content passed on, with or without a remark.
  case repost
  /// The parent shown inside an own text.
  case quote
  /// An answer to the parent.
  case reply
}

/// The item that another one reposts, quotes or answers.
public struct Parent: Hashable, Sendable {
  /// The parent's item id.
  public var id: String
  /// How the item relates to it.
  public var kind: EdgeKind

  /// Makes a parent reference.
  public init(id: String, kind: EdgeKind) {
    self.id = id
    self.kind = kind
  }
}

/// What an author can say of an own item.
public enum Declaration: String, Hashable, Sendable, CaseIterable {
  /// The content is made up: drama, a joke, a story.
  case fictional
  /// The content was made with a generative model.
  case aiGenerated
  /// The content names its source.
  case sourced
}

/// The body of an item.
public enum Content: Hashable, Sendable {
  /// Plain text.
  case text(String)
  /// HTML; spans in answers point into this markup.
  case html(String)

  /// What the caller sent, as text or markup.
  public var source: String {
    switch self {
    case .text(let text): text
    case .html(let html): html
    }
  }
}

/// A piece of content to judge.
public struct Item: Hashable, Sendable {
  /// Opaque id, chosen by the caller.
  public var id: String
  /// Text or HTML.
  public var content: Content
  /// Language as a BCP 47 tag, where the caller knows it.
  public var lang: String?
  /// Opaque author key.
  public var author: String?
  /// When it was published.
  public var publishedAt: Timestamp?
  /// What it reposts, quotes or answers.
  public var parent: Parent?
  /// What its author declared.
  public var declared: [Declaration]
  /// Where it is shown, such as `feed` or `comments`.
  public var surface: String?
  /// Subjects the caller knows of.
  public var topics: [Topic]

  /// Makes an item; all but id and content may be left out.
  public init(
    id: String, content: Content, lang: String? = nil, author: String? = nil, publishedAt: Timestamp? = nil,
    parent: Parent? = nil, declared: [Declaration] = [], surface: String? = nil, topics: [Topic] = []
  ) {
    self.id = id
    self.content = content
    self.lang = lang
    self.author = author
    self.publishedAt = publishedAt
    self.parent = parent
    self.declared = declared
    self.surface = surface
    self.topics = topics
  }
}
