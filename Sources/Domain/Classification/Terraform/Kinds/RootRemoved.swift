public import Findings

extension ChangeKind {
  /// All configuration of a root module is gone, and it held data, networks or modules from elsewhere.
  public static let terraformRootRemoved = ChangeKind(
    id: "terraform.root.removed", title: "Configuration of a whole root module removed",
    baseScore: 600, direction: .neutral, reversible: true,
    why: "Nothing is destroyed by it: what the root manages stays, with its state, and nobody looks after it any more; "
      + "what it guards is guarded by nobody.",
    instead: "Destroy what is not needed before the configuration goes, and say in the change who manages the rest.")

  /// All configuration of a root module is gone, and nothing in it held data.
  public static let terraformRootStatelessRemoved = ChangeKind(
    id: "terraform.root.stateless-removed", title: "Configuration of a root module without data removed",
    baseScore: 350, direction: .neutral, reversible: true,
    why: "What the root manages stays, is paid for and is looked after by nobody.",
    instead: "Destroy it before the configuration goes.")

  /// A module of this repository loses something that holds data, and nobody in the repository called it.
  public static let terraformDestroyUncalled = ChangeKind(
    id: "terraform.destroy.uncalled", title: "Removed from a module that nobody calls here",
    baseScore: 350, direction: .neutral, reversible: true,
    why: "Nothing here is made by the module; whoever calls it from another repository loses the real thing as soon as "
      + "they take this version.",
    instead: "Look for callers elsewhere, and add a `moved` block if it was renamed.")
}

/// What is told of a root module of which nothing is left: one finding, for Terraform never runs there again.
enum RootRemoved {
  /// How many addresses a finding shows.
  private static let shown = 10

  /// `nil` where the root managed nothing.
  static func finding(in change: ModuleChange, losesData: Bool) -> Finding? {
    let blocks =
      change.base.resources.map { ("\($0.key)", $0.value) }
      + change.base.moduleCalls.map { ("module.\($0.key)", $0.value) }
    let managed = blocks.filter { change.base.instances(of: $0.1) != 0 && !$0.1.isResourceless }.map(\.0).sorted()
    guard !managed.isEmpty, let block = change.base.stateBackend ?? blocks.min(by: { $0.0 < $1.0 })?.1 else {
      return nil
    }
    let rest = managed.count - shown
    let text = managed.prefix(shown).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    return change.finding(
      losesData ? .terraformRootRemoved : .terraformRootStatelessRemoved, "configuration", at: block, side: .base,
      before: .text(text),
      facts: [Finding.Fact("root", change.base.directory.display)]
        + managed.prefix(shown).map { Finding.Fact("resource", $0) }
    ).covering(Set(change.base.files.map(\.path)))
  }
}
