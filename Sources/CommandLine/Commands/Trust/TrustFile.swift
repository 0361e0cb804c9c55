public import ArgumentParser
public import Attestation
import Findings
import Gate
import GitProcess
import PolicyYAML
import Repositories
import Signing

/// The trust root as a file of the work tree, while it is being written.
struct TrustFile {
  let session: Session
  private let directory: String

  /// The file in the work tree of the session's repository.
  init(session: Session) throws(Failure) {
    self.session = session
    self.directory = (try session.queries.facts.workTree ?? ".") + "/.gatehouse"
  }

  /// The most bytes that a trust root may have.
  private static let limit = TargetRules.fileLimit

  var path: String { directory + "/trust.yaml" }

  /// The bytes; `nil` if there is no such file.
  func bytes() throws(Failure) -> [UInt8]? { try Files.readIfPresent(path, limit: Self.limit) }

  /// The trust root that the file says.
  func read() throws(Failure) -> TrustRoot {
    guard let bytes = try bytes() else {
      throw Failure(.usage, "there is no .gatehouse/trust.yaml here", hint: "make one: gatehouse trust init")
    }
    return try TrustRootFile.decode(bytes, name: ".gatehouse/trust.yaml", sha256: .crypto)
  }

  /// Writes a trust root, pins it in this clone and says what to tell the others.
  func write(_ root: TrustRoot) throws(Failure) {
    let bytes = TrustRootFile.encode(root)
    try Files.makeDirectory(directory)
    try Files.write(bytes, to: path)
    let digest = SHA256Function.crypto(bytes)
    try session.memory.pin(digest)
    Terminal.note("wrote .gatehouse/trust.yaml, version \(root.version), and pinned it in this clone")
    Terminal.note("others pin it with: gatehouse trust pin sha256:\(digest.hex)")
  }

  /// Makes a principal from what was said on the command line.
  static func principal(_ options: PrincipalOptions) throws(Failure) -> Principal {
    guard options.kind != .person || !options.emails.isEmpty else {
      throw Failure(
        .usage,
        "\(DisplayText.escaping(options.principal)) needs an e-mail: authors cannot approve, and are known by it",
        hint: "pass --email, once for each address that they commit with")
    }
    let bytes = try Files.read(options.key, limit: 1 << 16)
    let publicKey: PublicKey
    do throws(AttestationError) {
      publicKey = try PublicKey(line: String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    } catch {
      throw Failure(
        .usage, "\(DisplayText.escaping(options.key)) is no public SSH key: \(error.message)",
        hint: "name the .pub file; make a key with ssh-keygen -t ed25519")
    }
    let key = try TrustedKey(
      key: publicKey, scheme: options.kind == .machine ? .ed25519 : .ssh, validFrom: nil, validUntil: nil,
      revokedAt: nil, sha256: .crypto)
    return Principal(
      id: options.principal, kind: options.kind, emails: options.emails.map { $0.lowercased() }, roles: options.roles,
      keys: [key])
  }
}

/// A principal on the command line.
struct PrincipalOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Who: a short name, unique in the trust root.", valueName: "name"))
  var principal: String

  @Option(
    name: .customLong("email"),
    help: ArgumentHelp("An address that they commit with; repeatable.", valueName: "address"))
  var emails: [String] = []

  @Option(help: ArgumentHelp("The public key, an OpenSSH .pub file.", valueName: "file"))
  var key: String

  @Option(name: .customLong("role"), help: ArgumentHelp("A role that they hold; repeatable.", valueName: "role"))
  var roles: [String] = []

  @Option(help: "person, machine or agent; only a person can approve.")
  var kind: Principal.Kind = .person
}

extension Principal.Kind: ExpressibleByArgument {}
