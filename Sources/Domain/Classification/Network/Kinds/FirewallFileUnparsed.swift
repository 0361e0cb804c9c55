public import Findings

extension ChangeKind {
  /// A changed firewall file holds something that cannot be read, so what it lets through is not known.
  /// It can be approved.
  public static let networkFileUnparsed = ChangeKind(
    id: "network.file.unparsed", title: "Firewall file not understood",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "What cannot be read cannot be judged, and the file may open anything.",
    instead: "Mend the line that is named, or have the change reviewed by somebody who reads the "
      + "rules.")
}
