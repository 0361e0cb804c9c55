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

  /// A changed file cannot be read to its end, for the reason for which it could not before, and what changed speaks of
  /// nothing that lets packets through.
  public static let networkFileStillUnparsed = ChangeKind(
    id: "network.file.still-unparsed", title: "Firewall file not understood before either",
    baseScore: 400, direction: .neutral, reversible: true,
    why: "A part of the file cannot be read, before as after; the lines that changed name no port, address or service.",
    instead: "Mend the line that is named.")
}
