public import Findings

/// Who may sign what (`.gatehouse/trust.yaml`), as a value.
public struct TrustRoot: Hashable, Sendable {
  /// A role's rule.
  public struct RoleRule: Hashable, Sendable {
    /// How many distinct principals, with distinct keys, must sign.
    public let threshold: Int
    /// Principals who hold the role beside those who list it themselves.
    public let members: [String]

    public init(threshold: Int, members: [String] = []) {
      self.threshold = threshold
      self.members = members
    }
  }

  /// Grows by one with each version.
  public let version: Int64
  /// The URI that identifies the repository.
  public let repository: String
  /// From this second on the trust root does not hold.
  public let expires: Timestamp
  public let principals: [Principal]
  public let roleRules: [String: RoleRule]

  /// The most principals: an organisation beyond that has groups of its own, and each key may cost a
  /// verification.
  public static let principalLimit = 1000
  /// The most keys of one principal.
  public static let keyLimit = 32

  /// A trust root whose parts fit together.
  ///
  /// - Throws: a configuration failure for a version below 1, an empty name, a principal or a key that
  ///   stands twice, an unknown member, a threshold that nobody can meet.
  public init(
    version: Int64, repository: String, expires: Timestamp, principals: [Principal],
    roleRules: [String: RoleRule]
  ) throws(Failure) {
    self.version = version
    self.repository = repository
    self.expires = expires
    self.principals = principals
    self.roleRules = roleRules
    try checkPrincipals()
    try checkRoles()
  }

  /// The principal of that id.
  public func principal(_ id: String) -> Principal? {
    principals.first { $0.id.utf8.elementsEqual(id.utf8) }
  }

  /// The one principal who has the key of that id, and the key.
  public func holder(of keyID: String) -> (principal: Principal, key: TrustedKey)? {
    for principal in principals {
      if let key = principal.keys.first(where: { $0.keyID == keyID }) { return (principal, key) }
    }
    return nil
  }

  /// All keys with their principals, in the order of the file.
  public var holders: [(principal: Principal, key: TrustedKey)] {
    principals.flatMap { principal in principal.keys.map { (principal, $0) } }
  }

  /// Every role that the principal holds, from its own list and from the role table.
  public func roles(of principal: Principal) -> Set<String> {
    Set(principal.roles).union(roleRules.filter { $0.value.members.contains(principal.id) }.keys)
  }

  /// The principals who hold `role`, in the order of the file.
  public func members(of role: String) -> [Principal] {
    principals.filter { roles(of: $0).contains(role) }
  }

  /// How many distinct signers `role` demands: 1 where the table says nothing.
  public func threshold(of role: String) -> Int { roleRules[role]?.threshold ?? 1 }

  private func checkPrincipals() throws(Failure) {
    guard version >= 1 else { throw invalid("version must be 1 or more, not \(version)") }
    guard !repository.isEmpty else { throw invalid("repository must name the repository's URI") }
    guard principals.count <= Self.principalLimit else {
      throw invalid("more than \(Self.principalLimit) principals")
    }
    var ids: Set<String> = []
    var owners: [[UInt8]: String] = [:]
    for principal in principals {
      guard !principal.id.isEmpty else { throw invalid("a principal has an empty id") }
      guard ids.insert(principal.id).inserted else {
        throw invalid("the principal \(principal.id) stands twice")
      }
      guard principal.keys.count <= Self.keyLimit else {
        throw invalid("\(principal.id) has more than \(Self.keyLimit) keys")
      }
      for key in principal.keys {
        // A shared key would leave open who signed, and with that whether author and approver differ.
        if let other = owners.updateValue(principal.id, forKey: key.key.identity) {
          throw invalid("the key \(key.keyID) stands at \(other) and at \(principal.id)")
        }
      }
    }
  }

  private func checkRoles() throws(Failure) {
    for (role, rule) in roleRules.sorted(by: { $0.key < $1.key }) {
      guard rule.threshold >= 1 else { throw invalid("the threshold of \(role) must be 1 or more") }
      for member in rule.members where principal(member) == nil {
        throw invalid("the role \(role) names \(member), who is no principal")
      }
      let count = members(of: role).count
      guard rule.threshold <= count || count == 0 else {
        throw invalid("the role \(role) demands \(rule.threshold) signers and has \(count)")
      }
    }
  }

  private func invalid(_ message: String) -> Failure {
    Failure(.configuration, "the trust root is not valid: \(message)")
  }
}
