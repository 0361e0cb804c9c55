import ArgumentParser

/// `gatehouse trust`: who may approve, with which keys.
struct TrustCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust",
    abstract: "Work on the trust root.",
    discussion: """
      The trust root, .gatehouse/trust.yaml, says who may approve. It counts only by its digest, pinned outside the repository:
      in this clone by trust pin, in CI by the secret GATEHOUSE_TRUST_ROOT.
      """,
    subcommands: [TrustInitCommand.self, TrustAddCommand.self, TrustShowCommand.self, TrustPinCommand.self])
}
