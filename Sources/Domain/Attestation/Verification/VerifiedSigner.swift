/// Who signed, established against a trust root.
public struct VerifiedSigner: Hashable, Sendable {
  public let principal: Principal
  public let key: TrustedKey
  /// What a security key said about the touch; `nil` for other keys.
  public let securityKey: SecurityKeyReport?

  public init(principal: Principal, key: TrustedKey, securityKey: SecurityKeyReport? = nil) {
    self.principal = principal
    self.key = key
    self.securityKey = securityKey
  }

  /// Whether someone touched a security key to sign.
  public var userPresence: Bool { securityKey?.userPresence ?? false }

  /// How many of `signers` count: distinct principals with distinct public keys.
  ///
  /// One key under two names counts once, and so does one person with two keys; it is the smaller of both
  /// counts.
  public static func count(_ signers: some Sequence<VerifiedSigner>) -> Int {
    var principals: Set<String> = []
    var keys: Set<[UInt8]> = []
    for signer in signers {
      principals.insert(signer.principal.id)
      keys.insert(signer.key.key.identity)
    }
    return min(principals.count, keys.count)
  }
}
