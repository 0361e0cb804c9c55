import Findings
import HCL

/// The roots that a change touches, for what leaves one of them and arrives in another.
///
/// Between two roots far less is the same than within one: only what is told without any name of the root counts, and only
/// where both act in the same account and environment.
final class LeavingRoots {
  private let modules: [ModulePlan.Module]
  private let reader: ModuleReader
  private var known: [TerraformDialect: [Root]] = [:]
  /// Where each leaving grant went.
  private var taken: [String: String] = [:]

  /// How many roots are looked at.
  private static let limit = 64

  struct Root {
    let base: ModuleView
    /// `nil` where the root is none any more.
    let head: ModuleView?
    /// Whether nothing of the root is left where it was.
    let isGone: Bool
    let before: GrantInventory
    /// `nil` where the root is none any more.
    let after: GrantInventory?
  }

  /// `modules` are those that the change touches.
  init(_ modules: [ModulePlan.Module], _ reader: ModuleReader) {
    self.modules = modules
    self.reader = reader
  }

  /// The roots of the base that were applied.
  func roots(_ dialect: TerraformDialect) throws(Failure) -> [Root] {
    if let known = known[dialect] { return known }
    var roots: [Root] = []
    for module in modules.prefix(Self.limit) {
      let files = try reader.files(in: module.base, side: .base)
      guard files.isRun, files.isSurelyRoot || files.files.contains(where: { $0.name == .terragrunt }),
        files.unread.isEmpty, !DefaultsOfCallers.isSample(module.base),
        try reader.callers(of: module.base, side: .base).isEmpty
      else { continue }
      let base = files.view(dialect)
      guard try isPlain(base, .base) else { continue }
      let isGone = try !reader.isRun(module.base, side: .head)
      // What was a root and is called now is applied by who calls it.
      var isRoot = try reader.isRun(module.head, side: .head)
      if isRoot, module.base != module.head { isRoot = try reader.callers(of: module.head, side: .head).isEmpty }
      var view: ModuleView?
      var after: GrantInventory?
      if isRoot {
        let head = try reader.files(in: module.head, side: .head)
        guard head.unread.isEmpty else { continue }
        let here = head.view(dialect)
        after = try GrantInventory(here, .head, dialect, reader)
        view = here
      }
      let before = try GrantInventory(base, .base, dialect, reader)
      roots.append(Root(base: base, head: view, isGone: isGone, before: before, after: after))
    }
    known[dialect] = roots
    return roots
  }

  /// What only stands elsewhere of what a root grants and refuses.
  func moves(
    from base: ModuleView, to head: ModuleView, _ dialect: TerraformDialect
  ) throws(Failure) -> GrantMoves {
    let after = try GrantInventory(head, .head, dialect, reader, before: base)
    var moves = GrantMoves(base: try GrantInventory(base, .base, dialect, reader), head: after)
    try moves.follow { (entry: GrantInventory.Entry) throws(Failure) -> String? in
      if let origin = try origin(of: entry, among: after, base, head, dialect) { return origin }
      return try settledByCallers(entry, base, head, dialect)
    }
    return moves
  }

  /// Where a grant stood that a new module gives only where it is called, and that is moved with each of its calls.
  private func settledByCallers(
    _ entry: GrantInventory.Entry, _ base: ModuleView, _ head: ModuleView, _ dialect: TerraformDialect
  ) throws(Failure) -> String? {
    let isSurelyRoot = try reader.files(in: head.directory, side: .head).isSurelyRoot
    guard !isSurelyRoot, base.isEmpty, head.terragrunt == nil, entry.path.directory == head.directory else {
      return nil
    }
    let callers = try reader.callers(of: head.directory, side: .head).filter { !DefaultsOfCallers.isSample($0) }
    var origins: Set<String> = []
    for caller in callers.sorted() {
      guard let module = modules.first(where: { $0.head == caller }), caller != head.directory,
        try reader.callers(of: caller, side: .head).isEmpty
      else { return nil }
      let view = try reader.files(in: caller, side: .head).view(dialect)
      let before = try reader.files(in: module.base, side: .base).view(dialect)
      let own = try GrantInventory(view, .head, dialect, reader, before: before)
      let places = own.entries.filter {
        $0.sort == entry.sort && $0.path == entry.path && $0.address.hasSuffix(".\(entry.address)")
      }
      guard !places.isEmpty else { return nil }
      let moves = try moves(from: before, to: view, dialect)
      for place in Set(places.map(\.place)) {
        guard let origin = moves.counterpart(of: GrantInventory.Part(place: place, sort: entry.sort), isNew: true)
        else {
          return nil
        }
        origins.insert(origin)
      }
    }
    return origins.isEmpty ? nil : origins.sorted().joined(separator: ", ")
  }

  /// The place in another root that loses what `entry` gives in the root that was `old` and is `new`; each counts once.
  private func origin(
    of entry: GrantInventory.Entry, among head: GrantInventory, _ old: ModuleView, _ new: ModuleView,
    _ dialect: TerraformDialect
  ) throws(Failure) -> String? {
    guard !entry.isBoundToRoot, entry.conditions.isEmpty, let account = entry.account, try isPlain(new, .head)
    else { return nil }
    let environments = Environments.named(by: new)
    for root in try roots(dialect) where root.base.directory != old.directory {
      guard root.before.isComplete, root.after?.isComplete ?? true,
        Environments.named(by: root.base) == environments
      else { continue }
      for grant in root.before.entries where grant.sort == entry.sort && grant.key.isAlike(entry.key) {
        guard !grant.isBoundToRoot, grant.conditions.isEmpty, grant.account == account,
          root.after?.entries.contains(where: { $0.key.isAlike(grant.key) }) != true,
          root.after.map({ root.before.hidesNoRefusal(lostIn: $0) })
            ?? !root.before.unknown.contains(where: { $0.sort == .deny }),
          root.before.isTrustedAlike(entry.key.holder, in: head, acrossRoots: true),
          !root.before.holdersLosingRefusals(in: head).contains(entry.key.holder)
        else { continue }
        if !account.isNamed {
          guard root.isGone, let id = reader.content(at: grant.path, side: .base),
            id == reader.content(at: entry.path, side: .head)
          else { continue }
        }
        guard take("\(grant.place)\n\(grant.key)", for: entry.place) else { continue }
        return grant.place
      }
    }
    return nil
  }

  /// Gives what left to one place; whether it is that place's.
  func take(_ leaving: String, for place: String) -> Bool {
    guard taken[leaving, default: place] == place else { return false }
    taken[leaving] = place
    return true
  }

  /// Whether two roots name the same account, and no two that are known to differ. A cluster that only a data source knows is
  /// one in the account.
  func actAlike(_ base: ModuleView, _ head: ModuleView) -> Bool {
    func types(_ root: ModuleView) -> Set<String> {
      Set(root.settings.filter { $0.type == "provider" && $0.attribute("alias") == nil }.compactMap(\.labels.first))
    }
    func account(_ type: String, _ root: ModuleView, _ side: Finding.Side) -> ProviderAccount? {
      ProviderAccount(type, in: root, StableText { [reader] in reader.content(at: $0, side: side) })
    }
    let shared = types(base).intersection(types(head)).map { (account($0, base, .base), account($0, head, .head)) }
    return shared.contains { $0.0?.isNamed == true && $0.0 == $0.1 }
      && shared.allSatisfy { $0.0 == nil || $0.1 == nil || $0.0 == $0.1 }
  }

  /// Whether a root is no unit of Terragrunt, or one that nothing but its own file and plain ones above it makes: none that
  /// writes providers, sets the surroundings or takes another role.
  private func isPlain(_ root: ModuleView, _ side: Finding.Side) throws(Failure) -> Bool {
    guard root.terragrunt != nil else { return true }
    var directory = root.directory
    while true {
      for file in try reader.files(in: directory, side: side).files where file.name == .terragrunt {
        guard file.syntax.isComplete,
          file.syntax.body.attributes.allSatisfy({ Self.plainArguments.contains($0.name) }),
          file.blocks.allSatisfy(Self.isPlain)
        else { return false }
      }
      if directory == .root { return true }
      directory = directory.directory
    }
  }

  private static let plainArguments: Set<String> = [
    "inputs", "prevent_destroy", "skip", "terraform_version_constraint",
  ]

  private static func isPlain(_ block: ConfigurationBlock) -> Bool {
    switch block.type {
    case "terraform": block.children.isEmpty
    case "include": block.attribute("path")?.expression.functionCall?.name == "find_in_parent_folders"
    case "locals", "remote_state", "dependency", "dependencies": true
    default: false
    }
  }
}

extension GrantInventory.Key {
  /// Whether the holder and what it is given are the same, by whichever provider.
  fileprivate func isAlike(_ other: Self) -> Bool { holder == other.holder && words == other.words }
}
