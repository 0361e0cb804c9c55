import Findings
import GitProcess
import Repositories

/// What a clone remembers outside its history, in `<git dir>/gatehouse/`.
struct GateMemory {
  let directory: String

  init(_ queries: GitQueries) throws(Failure) { directory = try queries.facts.commonDirectory + "/gatehouse" }

  /// Where what can be found again is kept.
  var caches: String { directory + "/cache" }

  private var rootFile: String { directory + "/trust-root" }

  /// Where the ledger is.
  var ledgerFile: String { directory + "/ledger.sqlite" }

  /// The environment variable that pins a trust root, for CI secrets.
  static let rootVariable = "GATEHOUSE_TRUST_ROOT"

  /// The trust root that this clone, or the CI job, was told to trust.
  ///
  /// - Throws: `verification` when both are told and differ: one of them is wrong.
  func pinnedRoot(_ invocation: Invocation) throws(Failure) -> Digest? {
    let stored = try Files.readIfPresent(rootFile, limit: 1024).map { bytes throws(Failure) in
      try Session.digest(String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self))
    }
    guard let text = invocation.environment[Self.rootVariable], !text.isEmpty else { return stored }
    let told = try Session.digest(text)
    if let stored, stored != told {
      throw Failure(
        .verification, "\(Self.rootVariable) pins another trust root than this clone has remembered",
        hint: "find out which one is right; then: gatehouse trust pin <digest>")
    }
    return told
  }

  /// Remembers a trust root.
  func pin(_ digest: Digest) throws(Failure) {
    try Files.makeDirectory(directory)
    try Files.write(Array((digest.hex + "\n").utf8), to: rootFile, mode: 0o600)
  }
}
