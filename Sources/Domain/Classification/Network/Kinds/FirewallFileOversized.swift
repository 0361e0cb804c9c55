public import Findings

extension ChangeKind {
  /// A changed firewall file is larger than the limit for one file, or its reach takes more work to
  /// compute than the limit allows.
  public static let networkFileOversized = ChangeKind(
    id: "network.file.oversized", title: "Firewall file too large",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "What was not read was not judged, and the file may open anything.",
    instead: "Split the file, use sets for long lists of addresses, or have the change reviewed by "
      + "hand.")
}
