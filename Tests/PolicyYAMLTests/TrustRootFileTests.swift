import Attestation
import Findings
import PolicyYAML
import Testing

@Suite struct TrustRootFileTests {
  /// What key ids are made with does not matter here: the digest is a sum.
  static let hash = SHA256Function { bytes in
    var digest = [UInt8](repeating: 0, count: Digest.byteCount)
    for (index, byte) in bytes.enumerated() { digest[index % digest.count] &+= byte &* UInt8(index & 31 | 1) }
    guard let digest = Digest(bytes: digest) else { preconditionFailure("a digest has \(Digest.byteCount) bytes") }
    return digest
  }

  /// The line of an Ed25519 key whose 32 bytes are all `byte` (RFC 8709 wire form).
  static func key(_ byte: UInt8) -> String {
    let blob =
      [0, 0, 0, 11] + Array("ssh-ed25519".utf8) + [0, 0, 0, 32] + [UInt8](repeating: byte, count: 32)
    return "ssh-ed25519 \(Base64.encode(blob))"
  }

  static let example = """
    version: 3                      # +1 each time
    repository: git+https://host/org/repo
    expires: 2027-06-30T00:00:00Z
    principals:
      - id: ana
        emails: [ana@corp.example]
        roles: [dba, owner]
        keys: [ { key: "\(key(1)) ana@laptop", scheme: ssh, valid_from: 2026-01-01, revoked_at: 2026-07-01T12:00:00Z } ]
      - id: ben
        keys: [ { key: "\(key(2))", scheme: ssh } ]
      - id: ci
        kind: machine               # person | machine | agent
        roles: [evidence]
        keys: [ { key: "\(key(3))", scheme: ed25519 } ]
    roles: { root: { threshold: 2, members: [ana, ben] }, owner: { threshold: 1 } }
    """

  func decode(_ text: String) throws(Failure) -> TrustRoot {
    try TrustRootFile.decode(Array(text.utf8), name: "trust.yaml", sha256: Self.hash)
  }

  @Test("The example of the design is read as it is meant")
  func example() throws {
    let root = try decode(Self.example)
    #expect(root.version == 3 && root.repository == "git+https://host/org/repo")
    #expect(root.expires == Timestamp("2027-06-30T00:00:00Z"))
    #expect(root.principals.map(\.id) == ["ana", "ben", "ci"])
    #expect(root.principals.map(\.kind) == [.person, .person, .machine])
    #expect(
      root.principals[0].emails == ["ana@corp.example"] && root.principals[0].roles == ["dba", "owner"])
    let key = root.principals[0].keys[0]
    #expect(key.key.line == Self.key(1) && key.scheme == .ssh)
    #expect(key.validFrom == Timestamp("2026-01-01T00:00:00Z") && key.validUntil == nil)
    #expect(key.revokedAt == Timestamp("2026-07-01T12:00:00Z"))
    #expect(root.threshold(of: "root") == 2 && root.members(of: "root").map(\.id) == ["ana", "ben"])
  }

  @Test("What is written is read again, and written the same")
  func roundTrip() throws {
    let root = try decode(Self.example)
    let bytes = TrustRootFile.encode(root)
    #expect(try TrustRootFile.decode(bytes, name: "t", sha256: Self.hash) == root)
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        version: 3
        repository: "git+https://host/org/repo"
        expires: 2027-06-30T00:00:00Z
        principals:
          - id: ana
            emails: [ana@corp.example]
            roles: [dba, owner]
            keys:
              - key: "\(Self.key(1))"
                scheme: ssh
                valid_from: 2026-01-01T00:00:00Z
                revoked_at: 2026-07-01T12:00:00Z
          - id: ben
            keys:
              - key: "\(Self.key(2))"
                scheme: ssh
          - id: ci
            kind: machine
            roles: [evidence]
            keys:
              - key: "\(Self.key(3))"
                scheme: ed25519
        roles:
          owner: { threshold: 1 }
          root: { threshold: 2, members: [ana, ben] }

        """)
  }

  @Test(
    "Any name survives writing and reading",
    arguments: [
      "yes", "No", "null", "~", "1.5", "2026-01-01", "1:30", "0x1F", "a: b", "a #b", "- a", "\"q\"",
      "back\\slash", "*a",
      "&a", "!a", "{a}", "[a]", "a,b", "Ünïcødé", "日本", "tab\there", "line\nfeed", "\u{202E}rtl",
      "\u{FEFF}bom",
      " space ", "'", "%", "@at", "`", "e\u{301}", "🦊", "\u{7F}", "\u{85}", "a:", "<<", ".inf",
    ])
  func hostileNames(_ name: String) throws {
    let root = try TrustRoot(
      version: 1, repository: name, expires: Timestamp(seconds: 1),
      principals: [Principal(id: name, emails: [name], roles: [name])],
      roleRules: [name: TrustRoot.RoleRule(threshold: 1, members: [name])])
    let again = try TrustRootFile.decode(TrustRootFile.encode(root), name: "t", sha256: Self.hash)
    #expect(again == root && again.repository.utf8.elementsEqual(name.utf8))
  }

  @Test("An empty trust root is written and read")
  func empty() throws {
    let root = try TrustRoot(
      version: 1, repository: "r", expires: Timestamp(seconds: 0), principals: [], roleRules: [:])
    #expect(try TrustRootFile.decode(TrustRootFile.encode(root), name: "t", sha256: Self.hash) == root)
  }

  static let head = "version: 1\nrepository: r\nexpires: 2027-01-01\n"

  static let faultCases: [(String, String, String)] = [
    ("version: 0\n", "1:10", "0 is not in 1…1000000"),
    ("repository: r\n", "1:1", "the trust root needs 'version'"),
    ("version: 1\nrepository: r\nexpires: soon\nprincipals: []", "3:10", "expected a time, not 'soon'"),
    (head, "1:1", "the trust root needs 'principals'"),
    (head + "principal: []", "4:1", "unknown key 'principal' in the trust root"),
    (head + "principals: [ { id: 7 } ]", "4:21", "'7' without quotes is not text"),
    (head + "principals: [ { id: a, kind: robot } ]", "4:30", "unknown kind of principal 'robot'"),
    (head + "principals: [ { id: a, role: [b] } ]", "4:24", "unknown key 'role' in a principal"),
    (head + "principals: [ { id: a }, { id: a } ]", "1:1", "stands twice"),
    (head + "principals: [ { id: a, keys: [ { scheme: ssh } ] } ]", "4:32", "a key needs 'key'"),
    (
      head + "principals: [ { id: a, keys: [ { key: \"ssh-ed25519 AA\", scheme: ssh } ] } ]", "4:39",
      "base 64"
    ),
    (
      head + "principals: [ { id: a, keys: [ { key: \"\(key(1))\", scheme: ecdsa-p256 } ] } ]", "4:32",
      "cannot sign by the scheme ecdsa-p256"
    ),
    (
      head + "principals: [ { id: a, keys: [ { key: \"\(key(1))\", scheme: gpg } ] } ]", "4:131",
      "unknown scheme 'gpg'"
    ),
    (head + "principals: []\nroles: { root: { threshold: 0 } }", "5:29", "0 is not in 1…1000"),
    (head + "principals: []\nroles: { root: { threshold: 1, members: [eve] } }", "1:1", "names eve"),
    (head + "principals: []\nroles: { yes: { threshold: 1 } }", "5:10", "'yes' without quotes is not text"),
  ]

  @Test("One fault, one message with its place", arguments: faultCases)
  func faults(_ text: String, _ place: String, _ message: String) {
    let failure = #expect(throws: Failure.self) { try decode(text) }
    let shown = failure?.message ?? "nothing thrown"
    #expect(failure?.code == .configuration)
    #expect(shown.hasPrefix("trust.yaml:\(place): ") && shown.contains(message), "\(shown)")
  }

  @Test("Damaged bytes are refused or read, and never crash")
  func mutation() {
    var generator = SeededGenerator(state: 77)
    let bytes = Array(Self.example.utf8)
    var refused = 0
    for _ in 0..<400 {
      var mutant = bytes
      mutant[Int.random(in: 0..<mutant.count, using: &generator)] ^=
        1 << UInt8.random(in: 0...7, using: &generator)
      if Bool.random(using: &generator) {
        mutant.removeLast(Int.random(in: 0..<mutant.count, using: &generator))
      }
      do { _ = try TrustRootFile.decode(mutant, name: "t", sha256: Self.hash) } catch { refused += 1 }
    }
    #expect(refused > 100)
  }
}
