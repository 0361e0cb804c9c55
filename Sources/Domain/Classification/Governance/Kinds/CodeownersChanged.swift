public import Findings

extension ChangeKind {
  /// A CODEOWNERS file changed in more than comments and blank lines.
  public static let governanceCodeownersChanged = ChangeKind(
    id: "governance.codeowners.changed", title: "Code owners changed",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "The forge asks the code owners for review; an entry that is removed or overridden takes "
      + "a reviewer away.",
    instead: "Have the owners who lose or gain paths agree to the change.")
}
