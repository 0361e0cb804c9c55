public import Findings

extension ChangeKind {
  /// A CODEOWNERS file went, or came beside another, or changed so that files lose an owner or get another who may approve them; or what
  /// the change does is not understood.
  public static let governanceCodeownersChanged = ChangeKind(
    id: "governance.codeowners.changed", title: "Code owners changed",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "The forge asks the code owners for review; an entry that is removed or overridden takes "
      + "a reviewer away.",
    instead: "Have the owners who lose or gain paths agree to the change.")

  /// A CODEOWNERS file changed, and each file that is there before and after has the owners that it had.
  public static let governanceCodeownersReserved = ChangeKind(
    id: "governance.codeowners.reserved", title: "Code owners of no file changed",
    baseScore: 300, direction: .neutral, reversible: true,
    why: "No file has other owners now; one that is added later may have others than it would have had.",
    instead: "Nothing, if the paths are right.")

  /// Files that nobody owned have owners, or fewer of those who could may approve them. The inverse of
  /// `governance.codeowners.changed`.
  public static let governanceCodeownersAdded = ChangeKind(
    id: "governance.codeowners.added", title: "Code owners added",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "The forge asks them for review.",
    instead: "Nothing.")

  /// The first CODEOWNERS file of the repository. Files of which somebody is asked now had nobody before.
  public static let governanceCodeownersIntroduced = ChangeKind(
    id: "governance.codeowners.introduced", title: "First code owners named",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why: "Nobody loses a say; those who are named decide from now on about what they own.",
    instead: "Name teams rather than people, and the owners of the file itself.")
}
