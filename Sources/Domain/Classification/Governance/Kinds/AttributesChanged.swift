public import Findings

extension ChangeKind {
  /// A `.gitattributes` file changed in more than comments and blank lines. The gate reads raw objects
  /// and is not affected itself.
  public static let governanceAttributesChanged = ChangeKind(
    id: "governance.attributes.changed", title: "Git attributes changed",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why: "Attributes can hide files from reviewers (`-diff`, `linguist-generated`), from archives "
      + "(`export-ignore`) and run filters and merge drivers.",
    instead: "Check which files the changed lines match, and what their reviewers will no longer see.")
}
