import Findings

/// What `git push --push-option` tells a server's hook.
struct PushOptions: Hashable {
  /// The tickets of `gatehouse.ticket=…`.
  private(set) var tickets: [String] = []
  /// The digest of `gatehouse.evidence=sha256:…`.
  private(set) var evidence: Digest?

  /// The most options that are read.
  static let countLimit = 1000

  /// - Throws: `usage` for an option of ours that is not known or not whole: a mistyped ticket must not pass for none.
  init(_ environment: [String: String]) throws(Failure) {
    guard let count = environment["GIT_PUSH_OPTION_COUNT"], !count.isEmpty else { return }
    guard let count = Int(count), (0...Self.countLimit).contains(count) else {
      throw Failure(
        .usage, "GIT_PUSH_OPTION_COUNT is no number of push options", hint: "this variable is set by git")
    }
    for number in 0..<count {
      guard let option = environment["GIT_PUSH_OPTION_\(number)"] else {
        throw Failure(.usage, "push option \(number) is missing", hint: "GIT_PUSH_OPTION_… are set by git")
      }
      try read(option)
    }
  }

  private mutating func read(_ option: String) throws(Failure) {
    // Options of others: ci.skip, merge_request.create, …
    guard option == "gatehouse" || option.hasPrefix("gatehouse.") || option.hasPrefix("gatehouse=") else { return }
    let parts = option.split(separator: "=", maxSplits: 1).map(String.init)
    switch (parts[0], parts.dropFirst().first) {
    case ("gatehouse.ticket", let ticket?): tickets.append(ticket)
    case ("gatehouse.evidence", let digest?) where evidence == nil: evidence = try Session.digest(digest)
    default:
      throw Failure(
        .usage, "the push option \(DisplayText.escaping(option)) is not known, has no value or is given twice",
        hint: "known are: git push -o gatehouse.ticket=<ticket> -o gatehouse.evidence=sha256:<digest>")
    }
  }
}
