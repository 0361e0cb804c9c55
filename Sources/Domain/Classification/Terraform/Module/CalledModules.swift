import Findings
import HCL

/// The modules of this repository that a module calls anew, from elsewhere or with other arguments: each is compared
/// as that caller gets it.
///
/// A directory alone does not tell what its variables are, and a call that leads to another directory changes no file
/// of either.
struct CalledModules {
  private(set) var changes: [ModuleChange] = []
  /// What stood in modules that are not called any more.
  private(set) var removed: [ModuleChange] = []
  /// The calls that lead to a module which is not read here.
  private(set) var findings: [Finding] = []

  /// How deep modules call one another.
  private static let depth = 4

  /// How many calls of one root are followed; a generated root has some hundred.
  private static let limit = 1_000

  /// How many calls of one module a new one is compared with.
  private static let siblingLimit = 10

  private let dialect: TerraformDialect

  private let arrivals: Arrivals

  init(
    of change: ModuleChange, _ arrivals: Arrivals, _ dialect: TerraformDialect, _ reader: ModuleReader
  ) throws(Failure) {
    self.dialect = dialect
    self.arrivals = arrivals
    try follow(change, depth: Self.depth, Arrivals.Calls(root: change.head.directory, names: []), reader)
  }

  private mutating func follow(
    _ change: ModuleChange, depth: Int, _ calls: Arrivals.Calls, _ reader: ModuleReader
  ) throws(Failure) {
    let isScopeEqual = change.base.scope.isSame(as: change.head.scope)
    var scopes = ScopeComparison(change.base.scope, change.head.scope)
    let movesInside = Set(change.head.moves.keys.compactMap(\.modules.first))
    for call in change.moduleCalls {
      guard let after = call.after, change.head.instances(of: after) != 0 else {
        try takeRemoved(call, change, depth: depth, reader)
        continue
      }
      var before = call.before.flatMap { change.base.instances(of: $0) == 0 ? nil : $0 }
      if let old = before, try isWrapped(call.name, old, in: after, change, reader) { before = nil }
      // A call without a source led nowhere: what it leads to now is new.
      if let old = before, !Self.hasSource(old) { before = nil }
      let inner = Arrivals.Calls(root: calls.root, names: calls.names + [after.labels.first ?? ""])
      if let before, Self.isSameSource(before, after), !arrivals.concern(inner) {
        if before.isEqual(to: after), change.base.directory == change.head.directory,
          isScopeEqual || !movesInside.contains(call.name) && scopes.meanSame(after)
        {
          continue
        }
        if !movesInside.contains(call.name), Self.hasSameArguments(before, after, in: change) { continue }
      }
      let ends = try Ends(before, after, change, reader)
      let old = ends.old
      guard let new = ends.new, old != .some(nil), depth > 0, changes.count < Self.limit else {
        // What a module from elsewhere does with new arguments is not known either, before or after.
        if let before, !Self.isSameSource(before, after), !(before.isResourceless && after.isResourceless) {
          findings.append(Self.unread(call, before, after, change))
        }
        continue
      }
      if let before, ends.likeness == .sameButPrograms || ends.isHosted {
        findings.append(Self.unread(call, before, after, change, isMoved: true))
      }
      let base = try reader.files(in: old.flatMap(\.self) ?? new, side: ends.oldSide)
      let head = try reader.files(in: new, side: ends.newSide)
      if !head.unread.isEmpty, before.map({ !Self.isSameSource($0, after) }) ?? true {
        findings.append(Self.unread(call, before, after, change))
      }
      let siblings = before == nil ? self.siblings(in: new, base, change) : []
      var isOneMore = before == nil && head.runsPrograms
      if isOneMore {
        let isSame = try reader.listing(of: new, side: .base) == reader.listing(of: new, side: .head)
        isOneMore = isSame ? try !reader.callers(of: new, side: .base).isEmpty : false
      }
      for instance in Self.instances(before, after, in: change) {
        var view = head.view(dialect, arguments: CallArguments(of: instance.after, in: change.head.scope))
        if let before { view.inherit(CallerMoves(in: change.head, from: before, to: after)) }
        var called = ModuleChange(
          base: (instance.before.map { base.view(dialect, arguments: CallArguments(of: $0, in: change.base.scope)) }
            ?? ModuleView(directory: new, files: [])).receiving(arrivals.resources(at: inner)),
          head: view,
          changedPaths: change.changedPaths, unreadPaths: head.unread.map(\.path),
          caller: ModuleChange.Caller(
            name: change.name("module.\(call.name)\(instance.key)"),
            paths: (change.caller?.paths ?? []) + [call.before, after].compactMap { $0?.origin.path },
            isOneMore: isOneMore),
          siblings: siblings)
        try called.followMoves(dialect, reader)
        try called.readStakes(reader)
        try called.readManifests(reader)
        changes.append(called)
        try follow(called, depth: depth - 1, inner, reader)
      }
    }
  }

  /// Takes what stood in a module that is not called any more, and in those that it called.
  private mutating func takeRemoved(
    _ call: ModuleCallChange, _ change: ModuleChange, depth: Int, _ reader: ModuleReader
  ) throws(Failure) {
    guard let before = call.before, !call.isCovered, change.base.instances(of: before) != 0, depth > 0,
      removed.count < Self.limit, let directory = before.calledDirectory(from: change.base.directory)
    else { return }
    var caller = ModuleChange.Caller(
      name: change.name("module.\(call.name)", side: .base), paths: (change.caller?.paths ?? []) + [before.origin.path])
    for (name, attribute) in before.attributes where CallArguments.isArgument(name) {
      if attribute.expression.variables.contains(where: { change.isGone($0, change.base.scope) }) {
        caller.goneArguments.insert(name)
      }
    }
    let view = try reader.files(in: directory, side: .base).view(
      dialect, arguments: CallArguments(of: before, in: change.base.scope))
    let inner = ModuleChange(
      base: view, head: ModuleView(directory: directory, files: []), changedPaths: change.changedPaths, caller: caller)
    removed.append(inner)
    for call in inner.moduleCalls { try takeRemoved(call, inner, depth: depth - 1, reader) }
  }

  /// Whether a `moved` block leads the call to one that stands in the module called instead, and that calls the same with
  /// the same arguments: then it is only wrapped.
  private func isWrapped(
    _ name: String, _ before: ConfigurationBlock, in after: ConfigurationBlock, _ change: ModuleChange,
    _ reader: ModuleReader
  ) throws(Failure) -> Bool {
    guard let end = change.head.moves[ConfigurationAddress(module: name)], end.resource == nil, end.modules.count == 2,
      let directory = after.calledDirectory(from: change.head.directory)
    else { return false }
    let files = try reader.files(in: directory, side: .head)
    let view = files.view(dialect, arguments: CallArguments(of: after, in: change.head.scope))
    guard files.unread.isEmpty, let inner = view.moduleCalls[end.modules[1]], Self.isSameSource(before, inner),
      ModuleSource(before)?.pin == ModuleSource(inner)?.pin,
      ![before, after, inner].contains(where: \.isRepeated)
    else { return false }
    let names = Set(before.attributes.keys).union(inner.attributes.keys).filter(CallArguments.isArgument)
    return names.allSatisfy { name in
      let (old, new) = (change.base.argument(name, of: before), view.argument(name, of: inner))
      return old.isKnown && new.isKnown && change.isSame(old, new)
    }
  }

  /// The module in `directory` as the calls of the base get it.
  private func siblings(in directory: RepositoryPath, _ base: ModuleFiles, _ change: ModuleChange) -> [ModuleView] {
    change.base.moduleCalls.sorted { $0.key < $1.key }.map(\.value)
      .filter { change.base.instances(of: $0) != 0 && $0.calledDirectory(from: change.base.directory) == directory }
      .prefix(Self.siblingLimit)
      .map { base.view(dialect, arguments: CallArguments(of: $0, in: change.base.scope)) }
  }

  /// Where the modules of the two ends of a call are read.
  private struct Ends {
    /// `nil` for no call, and in it for a module that is not read here.
    var old: RepositoryPath??
    var new: RepositoryPath?
    private(set) var oldSide = Finding.Side.base
    private(set) var newSide = Finding.Side.head
    /// Of a module that is pinned to files of this repository.
    private(set) var likeness = PinnedModule.Likeness.other
    /// Whether what was called here is taken from a host now, which is told: the next commit to be pinned there need not be one
    /// of this repository.
    private(set) var isHosted = false

    init(
      _ before: ConfigurationBlock?, _ after: ConfigurationBlock, _ change: ModuleChange, _ reader: ModuleReader
    ) throws(Failure) {
      old = before.map { $0.calledDirectory(from: change.base.directory) }
      new = after.calledDirectory(from: change.head.directory)
      // A module that is pinned to the very files that were, or will be, called here is read there.
      if new == nil, let home = old.flatMap(\.self), let pinned = PinnedModule(after) {
        likeness = try pinned.likeness(to: home, in: reader.snapshot(.base))
        if likeness != .other { (new, newSide, isHosted) = (home, .base, pinned.isHosted) }
      } else if old == .some(nil), let home = new, let pinned = before.flatMap(PinnedModule.init) {
        likeness = try pinned.likeness(to: home, in: reader.snapshot(.head))
        if likeness != .other { (old, oldSide) = (home, .head) }
      }
    }
  }

  private struct Instance {
    let key: String
    let before: ConfigurationBlock?
    let after: ConfigurationBlock
  }

  /// The instances of a call one by one, where their arguments differ and their keys are known.
  private static func instances(
    _ before: ConfigurationBlock?, _ after: ConfigurationBlock, in change: ModuleChange
  ) -> [Instance] {
    guard after.isRepeated, after.refersToInstance || before?.refersToInstance ?? false,
      let keys = change.head.repetition(of: after).keys, !keys.isEmpty, keys.count <= TerraformLimits.instances
    else { return [Instance(key: "", before: before, after: after)] }
    let old = before.flatMap { change.base.repetition(of: $0).keys }
    if before != nil, old == nil { return [Instance(key: "", before: before, after: after)] }
    return keys.sorted().map { key in
      Instance(
        key: ModuleChange.shown(key, of: after),
        before: before.flatMap { block in
          old?.contains(key) == true ? change.base.instance(key, of: block) : nil
        },
        after: change.head.instance(key, of: after))
    }
  }

  /// Whether both calls lead to the same module, in whatever version.
  private static func isSameSource(_ before: ConfigurationBlock, _ after: ConfigurationBlock) -> Bool {
    guard let old = before.attribute("source")?.expression, let new = after.attribute("source")?.expression else {
      return before.attribute("source") == nil && after.attribute("source") == nil
    }
    guard let first = old.literalString, let second = new.literalString else {
      return old.isSemanticallyEqual(to: new)
    }
    return ModuleSource.place(first) == ModuleSource.place(second)
  }

  private static func hasSameArguments(
    _ before: ConfigurationBlock, _ after: ConfigurationBlock, in change: ModuleChange
  ) -> Bool {
    var names = Set(before.attributes.keys).union(after.attributes.keys).filter(CallArguments.isArgument)
    // What an instance gets hangs on what there is one for.
    if before.refersToInstance || after.refersToInstance { names.formUnion(["for_each", "count"]) }
    return names.allSatisfy { name in
      let (old, new) = (change.base.argument(name, of: before), change.head.argument(name, of: after))
      guard change.isSame(old, new) else { return false }
      return old.words == new.words
    }
  }

  private static func hasSource(_ call: ConfigurationBlock) -> Bool {
    guard let source = call.attribute("source")?.expression else { return false }
    return source.literalString != ""
  }

  /// Whether the same is asked, in the same words, of a module that has the same name elsewhere: what one that was renamed or
  /// moved looks like.
  private static func isMoved(
    _ before: ConfigurationBlock, _ after: ConfigurationBlock, _ change: ModuleChange
  ) -> Bool {
    guard let old = before.attribute("source")?.expression.literalString,
      let new = after.attribute("source")?.expression.literalString
    else { return false }
    // A path of one machine, where nobody else could run it.
    if old.hasPrefix("/"), let source = ModuleSource(after), source.isPinned, !source.isLocal {
      return !new.contains("http://") && ModuleSource.names(new).last == ModuleSource.names(old).last
    }
    guard let pins = pins(before, after),
      before.attributes.keys.contains(where: CallArguments.isArgument),
      before.attributes.keys.filter(CallArguments.isArgument).allSatisfy({ after.attribute($0) != nil }),
      hasSameArguments(before, after, in: change)
    else { return false }
    if let own = after.calledDirectory(from: change.head.directory) {
      return own.components.count > 1
        && ModuleSource.folder(old) == own.components.map { String(decoding: $0, as: UTF8.self) }
    }
    if ModuleSource.isFixed(pins.old, in: pins.new), ModuleSource.haveOneOwner(old, new),
      before.attributes.keys.count(where: CallArguments.isArgument) >= Self.tellingArguments
    {
      return true
    }
    return ModuleSource.areNamedAlike(old, new) && (pins.old == pins.new || pins.old == nil)
  }

  /// So many arguments of the same names no two modules have in common.
  private static let tellingArguments = 6

  private static func pins(
    _ before: ConfigurationBlock, _ after: ConfigurationBlock
  ) -> (old: String?, new: String?)? {
    guard let old = ModuleSource(before), let new = ModuleSource(after), !old.isLocal else { return nil }
    return (old.pin, new.pin)
  }

  private static func unread(
    _ call: ModuleCallChange, _ before: ConfigurationBlock?, _ after: ConfigurationBlock, _ change: ModuleChange,
    isMoved: Bool? = nil
  ) -> Finding {
    let sources = [
      before.map { change.base.argument("source", of: $0) } ?? .absent("source"),
      change.head.argument("source", of: after),
    ]
    let isMoved = isMoved ?? before.map { Self.isMoved($0, after, change) } ?? false
    return change.finding(
      isMoved ? .terraformModulePlaceChanged : .terraformModuleUnread, "module.\(call.name)",
      at: after,
      side: .head, before: sources[0].shown,
      after: sources[1].shown, facts: [Finding.Fact("module", call.name)])
  }
}
