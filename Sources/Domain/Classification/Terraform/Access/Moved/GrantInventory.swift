import Findings
import HCL

/// Everything of note that one side of a root module grants or refuses, with whom it binds, in the modules that it calls as
/// well.
struct GrantInventory {
  /// One thing that one policy or role gives one holder.
  struct Entry {
    let key: Key
    let sort: AccessDifference.Sort
    /// The resource that says so, as findings name it.
    let place: String
    /// The same without the directory of the root.
    let address: String
    /// What must hold for it to be there: `count` and `for_each` on the way whose outcome is not known.
    let conditions: Set<String>
    /// Whether its words mean the same within one root only.
    let isBoundToRoot: Bool
    /// Where it is written.
    let path: RepositoryPath
    /// Where the provider acts and as whom; `nil` where that is not known.
    let account: ProviderAccount?
  }

  /// What makes two grants the same one.
  struct Key: Hashable {
    /// `role deployer`.
    let holder: String
    let words: String
    /// The provider of the root, by its name there.
    let provider: String
  }

  /// Who may become a role.
  struct Trust: Hashable {
    /// `nil` where it is not known.
    let words: String?
    let isBoundToRoot: Bool
  }

  /// A sort of grants of one resource.
  struct Part: Hashable {
    let place: String
    let sort: AccessDifference.Sort
  }

  private(set) var entries: [Entry] = []
  /// The parts of which not everything that they give, or not everybody whom they bind, is known.
  private(set) var unknown: Set<Part> = []
  /// Who may become the roles that are declared and what bounds them and the users, by their names and places.
  private(set) var trust: [String: [String: Trust]] = [:]
  /// Whether all modules of this repository were looked at.
  private(set) var isComplete = true

  private let dialect: TerraformDialect
  let side: Finding.Side
  /// Tells what things come to; of each a copy is used.
  let blank: StableText
  /// How deep modules call one another, and how many calls are followed.
  private static let depth = 5
  private static let callLimit = 1_000

  private var calls = 0

  let before: ModuleView?

  private let prefix: String

  /// `before` is the base of the root, where `root` is its head.
  init(
    _ root: ModuleView, _ side: Finding.Side, _ dialect: TerraformDialect, _ reader: ModuleReader,
    before: ModuleView? = nil
  ) throws(Failure) {
    self.dialect = dialect
    self.before = before
    self.side = side
    blank = StableText { reader.content(at: $0, side: side) }
    prefix = root.directory == .root ? "" : "\(root.directory.display): "
    try walk(root, prefix, depth: Self.depth, reader)
  }

  func ownAddress(_ place: String) -> String { String(place.dropFirst(prefix.count)) }

  private mutating func walk(_ view: ModuleView, _ prefix: String, depth: Int, _ reader: ModuleReader) throws(Failure) {
    for (address, block) in view.resources.sorted(by: { $0.key < $1.key }) where view.instances(of: block) != 0 {
      if address.type == "aws_iam_user" {
        for (key, instance) in Self.instances(of: block, view) {
          note("user", instance, view, prefix + "\(address)\(key)")
        }
      }
      guard PolicyHolder.isHolder(address.type) || RoleGrants.isSource(address.type) else { continue }
      for (key, instance) in Self.instances(of: block, view) {
        add(instance, address, view, prefix + "\(address)\(key)")
      }
    }
    for (name, call) in view.moduleCalls.sorted(by: { $0.key < $1.key }) where view.instances(of: call) != 0 {
      guard let directory = call.calledDirectory(from: view.directory) else { continue }
      for (key, instance) in Self.instances(of: call, view) {
        calls += 1
        guard depth > 0, calls <= Self.callLimit else {
          isComplete = false
          return
        }
        var inner = try reader.files(in: directory, side: side).view(
          dialect, arguments: CallArguments(of: instance, in: view.scope))
        inner.callSite = ModuleView.CallSite(view, instance)
        try walk(inner, prefix + "module.\(name)\(key).", depth: depth - 1, reader)
      }
    }
  }

  /// The instances that findings tell apart, with their keys as an address shows them.
  static func instances(
    of block: ConfigurationBlock, _ view: ModuleView
  ) -> [(key: String, block: ConfigurationBlock)] {
    guard block.isRepeated, block.refersToInstance, let keys = view.repetition(of: block).keys, !keys.isEmpty,
      keys.count <= TerraformLimits.instances
    else { return [("", block)] }
    return keys.sorted().map { (ModuleChange.shown($0, of: block), view.instance($0, of: block)) }
  }

  // MARK: Resources

  private mutating func add(
    _ block: ConfigurationBlock, _ address: ResourceAddress, _ view: ModuleView, _ place: String
  ) {
    let type = address.type
    if type == "aws_iam_role" { note("role", block, view, place) }
    if RoleGrants.isSource(type) {
      for grant in RoleGrants.grants(of: block, in: view) { add(grant, block, view, place) }
    }
    for holder in PolicyHolder.holders(of: type) where holder.sort != .boundary {
      for argument in view.arguments(at: holder.path, of: block) {
        let contents = PolicyContents(argument, holder.sort, of: block, in: view, blank)
        unknown.formUnion(contents.unknown.map { Part(place: place, sort: $0) })
        guard !contents.entries.isEmpty else { continue }
        let sorts = Set(contents.entries.map(\.sort))
        let binding = type == "aws_iam_policy" ? attachments(of: address, block, view) : owner(of: block, view)
        if !binding.isComplete { unknown.formUnion(sorts.map { Part(place: place, sort: $0) }) }
        let account = account(of: block, view)
        for held in binding.holders {
          for entry in contents.entries {
            entries.append(
              Entry(
                key: Key(holder: held.name, words: entry.words, provider: held.provider), sort: entry.sort,
                place: place, address: ownAddress(place), conditions: held.conditions,
                isBoundToRoot: held.isBoundToRoot || entry.isBoundToRoot, path: block.origin.path, account: account))
          }
        }
      }
    }
  }

  private mutating func add(_ grant: AccessGrant, _ block: ConfigurationBlock, _ view: ModuleView, _ place: String) {
    let sort = AccessDifference.Sort.grant(grant.level)
    let type = block.labels.first ?? ""
    var text = blank
    let words: String?
    let holder: String?
    if type == "aws_iam_role" {
      words = StaticFunction.pieces(of: grant.text, by: " to ").first.map { "managed \($0)" }
      holder = text.ownName(of: block, view).map { "role \($0)" }
    } else if let kind = Self.attached[type] {
      words = StaticFunction.pieces(of: grant.text, by: " to ").first.map { "managed \($0)" }
      let instance = type == Self.permissionSets ? text.argument("instance_arn", of: block, view) ?? "" : ""
      holder = text.argument(kind.argument, of: block, view).map {
        "\(kind.name) \($0)" + (instance.isEmpty ? "" : " of \(instance)")
      }
      if type == Self.permissionSets, instance.isEmpty { unknown.insert(Part(place: place, sort: sort)) }
    } else {
      // A resource that is one grant by itself is the same where all its arguments are.
      words = text.of(block, view)
      holder = type
    }
    guard let words, let holder, let provider = Self.provider(of: block, view),
      let conditions = text.conditions(of: block, view)
    else {
      unknown.insert(Part(place: place, sort: sort))
      return
    }
    entries.append(
      Entry(
        key: Key(holder: holder, words: words, provider: provider), sort: sort, place: place,
        address: ownAddress(place), conditions: conditions,
        isBoundToRoot: text.isBoundToRoot, path: block.origin.path, account: account(of: block, view)))
  }

  /// Notes who may become a role, and what bounds a role or user.
  private mutating func note(_ kind: String, _ block: ConfigurationBlock, _ view: ModuleView, _ place: String) {
    var text = blank
    guard let name = text.ownName(of: block, view) else { return }
    var words: String? = ""
    for argument in ["assume_role_policy", "permissions_boundary"] where block.attribute(argument) != nil {
      guard let known = words, let more = text.argument(argument, of: block, view) else {
        words = nil
        break
      }
      words = known + "\n\(argument) \(more)"
    }
    trust["\(kind) \(name)", default: [:]][place] = Trust(words: words, isBoundToRoot: text.isBoundToRoot)
  }
}
