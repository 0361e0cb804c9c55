/// Someone or something that signs.
public struct Principal: Hashable, Sendable {
  /// What a principal is; only a person can approve.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case person, machine, agent
  }

  public let id: String
  public let kind: Kind
  /// The addresses that commits of theirs carry.
  public let emails: [String]
  /// The roles written at the principal; ``TrustRoot/roles(of:)`` has those of the role table as well.
  public let roles: [String]
  public let keys: [TrustedKey]

  public init(
    id: String, kind: Kind = .person, emails: [String] = [], roles: [String] = [], keys: [TrustedKey] = []
  ) {
    self.id = id
    self.kind = kind
    self.emails = emails
    self.roles = roles
    self.keys = keys
  }
}

/// The names of roles that the program itself asks for; a policy may ask for any other.
public enum Role {
  /// Signs new versions of the trust root.
  public static let root = "root"
  /// Decides on changes to `.gatehouse/`.
  public static let owner = "owner"
  /// Signs evidence and decisions.
  public static let evidence = "evidence"
  /// Signs checkpoints of a log.
  public static let log = "log"
}
