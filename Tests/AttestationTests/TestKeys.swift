import Attestation
import Findings
import Signing
import Testing

/// Keys made for these tests and used nowhere else.
enum TestKeys {
  static let ana = """
    -----BEGIN OPENSSH PRIVATE KEY-----
    b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
    QyNTUxOQAAACCqiuQhpxS6RH+UiVBl1NyJDnizEpzUZKkJnCQGYXjviQAAAIjOsPaXzrD2
    lwAAAAtzc2gtZWQyNTUxOQAAACCqiuQhpxS6RH+UiVBl1NyJDnizEpzUZKkJnCQGYXjviQ
    AAAEDxVB5wNCjpxGCiD3SmgywtrdGzzEFA+pwe3PN3ud1qQaqK5CGnFLpEf5SJUGXU3IkO
    eLMSnNRkqQmcJAZheO+JAAAAA2FuYQEC
    -----END OPENSSH PRIVATE KEY-----
    """

  static let ben = """
    -----BEGIN OPENSSH PRIVATE KEY-----
    b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
    QyNTUxOQAAACD/fyCUccDOofiEF7E+u6PIe3g6Da+3XU0w9YLfMNj+oQAAAIhNhr00TYa9
    NAAAAAtzc2gtZWQyNTUxOQAAACD/fyCUccDOofiEF7E+u6PIe3g6Da+3XU0w9YLfMNj+oQ
    AAAECEWD8iE9cMsIHsrecSvdiu6d4BzEPPpX5h6P6QO5yEPP9/IJRxwM6h+IQXsT67o8h7
    eDoNr7ddTTD1gt8w2P6hAAAAA2JlbgEC
    -----END OPENSSH PRIVATE KEY-----
    """

  static let ci = """
    -----BEGIN OPENSSH PRIVATE KEY-----
    b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
    QyNTUxOQAAACB8e6XcoDYHrNDwKaQlPzZ1QiUn+NyI8+fs+OAwO20KKAAAAIirwXDDq8Fw
    wwAAAAtzc2gtZWQyNTUxOQAAACB8e6XcoDYHrNDwKaQlPzZ1QiUn+NyI8+fs+OAwO20KKA
    AAAEBFhi+RBfq/tbQ618tHrka56IQQLxqcoo4n7ESbSHEiRHx7pdygNges0PAppCU/NnVC
    JSf43Ijz5+z44DA7bQooAAAAAmNpAQID
    -----END OPENSSH PRIVATE KEY-----
    """

  static func signer(_ file: String) throws -> Ed25519Signer {
    try Ed25519Signer(privateKeyFile: Array(file.utf8))
  }
}

/// Signs as `ssh-keygen -Y sign` does, in this process.
struct InProcessSSHSigner: Signer {
  let base: Ed25519Signer
  let namespace: String

  var keyID: String { base.keyID }

  func sign(_ message: [UInt8]) throws(Failure) -> [UInt8] {
    let hash = SHA256Function.crypto(message).bytes
    let data = SSHSignature.signedData(namespace: namespace, hashAlgorithm: .sha256, messageHash: hash)
    let value = SSHWire.string(KeyAlgorithm.ed25519) + SSHWire.string(try base.sign(data))
    let blob =
      Array("SSHSIG".utf8) + SSHWire.uint32(1) + SSHWire.string(base.publicKey.blob)
      + SSHWire.string(namespace)
      + SSHWire.string([]) + SSHWire.string("sha256") + SSHWire.string(value)
    return Array(SSHSignature.armor(blob).utf8)
  }
}

/// A trust root of two people, a machine and an agent; what the tests vary is a parameter.
func trustRoot(
  version: Int64 = 1, repository: String = "git+https://host/org/repo", anaUntil: Timestamp? = nil,
  anaFrom: Timestamp? = nil, anaRevoked: Timestamp? = nil, ciRoles: [String] = [Role.evidence],
  anaKind: Principal.Kind = .person, rootThreshold: Int = 2, expires: String = "2030-01-01T00:00:00Z"
) throws -> TrustRoot {
  let ana = try TrustedKey(
    key: TestKeys.signer(TestKeys.ana).publicKey, scheme: .ssh, validFrom: anaFrom, validUntil: anaUntil,
    revokedAt: anaRevoked, sha256: .crypto)
  let ben = try TrustedKey(key: TestKeys.signer(TestKeys.ben).publicKey, scheme: .ssh, sha256: .crypto)
  let ci = try TrustedKey(key: TestKeys.signer(TestKeys.ci).publicKey, scheme: .ed25519, sha256: .crypto)
  return try TrustRoot(
    version: version, repository: repository, expires: #require(Timestamp(expires)),
    principals: [
      Principal(id: "ana", kind: anaKind, emails: ["ana@corp.example"], roles: ["dba", "root"], keys: [ana]),
      Principal(id: "ben", emails: ["ben@corp.example"], roles: ["root"], keys: [ben]),
      Principal(id: "ci", kind: .machine, roles: ciRoles, keys: [ci]),
    ], roleRules: ["root": .init(threshold: rootThreshold, members: ["ana"]), "owner": .init(threshold: 1)])
}

let now = Timestamp(seconds: 1_800_000_000)
