import Findings
import HCL

/// Both sides of one module, with what changed between them: what every rule works on.
struct ModuleChange {
  let base: ModuleView
  let head: ModuleView

  /// The resources that changed, or whose values may have, in the order of their addresses.
  private(set) var resources: [ResourceChange]

  /// The same as ``resources``, with the instances of a resource one by one where they differ and are known.
  private(set) var instances: [ResourceChange]

  /// The resources that a `moved` block leads into a module which is not read here.
  private(set) var unseenMoves: [ResourceAddress: ConfigurationAddress] = [:]

  /// Where the programs ran that resources of the head run anew.
  var programOrigins: [ResourceAddress: String] = [:]

  /// What identities may do on the one side and not on the other.
  private(set) var access: [AccessDifference] = []

  /// The module calls of both sides.
  private(set) var moduleCalls: [ModuleCallChange]

  /// The address in the head of each resource of the base that is still in this module.
  let headAddresses: [ResourceAddress: ResourceAddress]

  /// The changed files of the module, on which everything rests that was computed from several files.
  let changedPaths: [RepositoryPath]

  /// Who calls the module, where it is compared as one caller gets it.
  struct Caller: Sendable {
    /// The call, as the findings name it: `infra: module.db`.
    let name: String
    /// The files that hold the call, and those of the calls around it.
    let paths: [RepositoryPath]
    /// The arguments that name something which goes as well, where the call goes.
    var goneArguments: Set<String> = []
    /// Whether others called the module before, of which nothing changed.
    var isOneMore = false
  }

  let caller: Caller?

  /// The provisioners of the head that only hand harmless manifests to a cluster, by the resources that have them.
  private(set) var harmlessProvisioners: [ResourceAddress: Set<Int>] = [:]

  /// The same module as calls of the base get it, where a new call leads to a module that others called already.
  let siblings: [ModuleView]

  /// The files that the head holds and nobody could read in full.
  private let brokenPaths: Set<RepositoryPath>

  /// Where `moved` blocks lead what references of the base name.
  private let renamedReferences: [String: ResourcePairing.NewReference]

  /// `unreadPaths` are the files of the head that could not be read at all.
  init(
    base: ModuleView, head: ModuleView, changedPaths: [RepositoryPath], unreadPaths: [RepositoryPath] = [],
    caller: Caller? = nil, siblings: [ModuleView] = []
  ) {
    self.caller = caller
    self.siblings = siblings
    self.base = base
    self.head = head
    self.changedPaths = changedPaths
    self.brokenPaths = Set(head.files.filter { !$0.syntax.isComplete }.map(\.path) + unreadPaths)
    let relocations = Relocations(base: base, head: head)
    let pairing = ResourcePairing(base: base, head: head, relocations: relocations)
    self.resources = pairing.changes
    self.instances = pairing.changes.flatMap { Self.instances(of: $0, base: base, head: head) }
    self.headAddresses = pairing.headAddresses
    self.moduleCalls = Self.moduleCalls(base: base, head: head, relocations: relocations)
    self.renamedReferences = pairing.renamedReferences
    self.access = AccessComparison(self).differences
  }

  /// Both sides of a module as a plan shows them: what becomes of each resource is told, and not found out.
  init(base: ModuleView, head: ModuleView, resources: [ResourceChange], caller: Caller?) {
    self.caller = caller
    self.siblings = []
    self.base = base
    self.head = head
    self.changedPaths = []
    self.brokenPaths = []
    self.resources = resources
    // A plan names each instance by itself.
    self.instances = resources
    self.headAddresses = Dictionary(uniqueKeysWithValues: base.resources.keys.map { ($0, $0) })
    self.moduleCalls = []
    self.renamedReferences = [:]
    // What a policy grants is told in its own words, which never leave a plan's findings.
    self.access = AccessComparison(self).differences
  }

  /// Notes of what is granted and refused where else the same stands on the other side.
  mutating func settle(_ moves: GrantMoves) {
    for index in access.indices {
      let difference = access[index]
      let place = name(difference.resource.name, side: difference.isNew ? .head : .base)
      access[index].counterpart = moves.counterpart(
        of: GrantInventory.Part(place: place, sort: difference.sort), isNew: difference.isNew)
    }
  }

  /// Looks whether what `moved` blocks lead into other modules is declared there: what is not, Terraform destroys.
  mutating func followMoves(_ dialect: TerraformDialect, _ reader: ModuleReader) throws(Failure) {
    let moved = resources.filter { $0.fate == .relocated }.map(\.address)
    guard !head.moves.isEmpty || !moved.isEmpty else { return }
    let relocations = Relocations(base: base, head: head)
    for index in moduleCalls.indices where moduleCalls[index].after == nil && moduleCalls[index].isCovered {
      let target = relocations.end(ofModuleCall: moduleCalls[index].name)
      if target.modules.count > 1, try ModuleContents.declares(target, in: head, dialect, reader) == false {
        moduleCalls[index].isCovered = false
      }
    }
    for address in moved {
      guard let target = relocations.target(in: address) else { continue }
      switch try ModuleContents.declares(target, in: head, dialect, reader) {
      case .some(true): break
      case .some(false):
        resources = resources.map { $0.address == address ? $0.with(fate: .removed) : $0 }
        instances = instances.map { $0.address == address ? $0.with(fate: .removed) : $0 }
      case nil: unseenMoves[address] = target
      }
    }
  }

  /// Finds out what is lost with the module calls that lose instances; the other modules are not read.
  mutating func readStakes(_ reader: ModuleReader) throws(Failure) {
    var stakes = ModuleStakesReader(side: .base)
    for index in moduleCalls.indices where !moduleCalls[index].isCovered {
      guard let before = moduleCalls[index].before else { continue }
      if let after = moduleCalls[index].after,
        base.repetition(of: before) == head.repetition(of: after)
      {
        continue
      }
      moduleCalls[index].stakes = try stakes.stakes(of: before, in: base, reader: reader)
    }
  }

  /// Finds the new provisioners that only hand harmless manifests to a cluster.
  mutating func readManifests(_ reader: ModuleReader) throws(Failure) {
    harmlessProvisioners = try AppliedManifests(head, .head, reader).provisioners()
    // What is read on the one side of a change is read on the other.
    _ = try AppliedManifests(base, .base, reader).provisioners()
  }

  /// Whether a block that has no instance may have as many as before: how many there were is not known, and that there are
  /// none rests on a value that a caller may override.
  func mayStay(_ before: ConfigurationBlock, _ after: ConfigurationBlock) -> Bool {
    base.repetition(of: before).keys == nil && head.repetition(of: after).confidence != .literal
  }

  /// Whether both sides of an argument configure the same, as far as can be told.
  func isSame(_ before: Argument, _ after: Argument) -> Bool {
    switch (before.value, after.value) {
    case (nil, nil): return true
    case (nil, _), (_, nil): return false
    case (let old?, let new?):
      if old.isKnown, new.isKnown { return old.configures(likeValue: new) }
      // What is not known on either side comes through other names in another module.
      if before.isFromElsewhere, !old.isKnown, !new.isKnown { return true }
      guard !old.isKnown, !new.isKnown, isSameReference(before.symbolicText, after.symbolicText) else { return false }
      // A document goes by its name until it is known in full, and so does what a module gives back.
      return old == new || old == .failure || new == .failure
    }
  }

  /// Whether two texts are the same once the references of the first are called what they are called in the
  /// head.
  private func isSameReference(_ before: String, _ after: String) -> Bool {
    if before == after { return true }
    guard !renamedReferences.isEmpty else { return false }
    var result: [UInt8] = []
    var rest = Array(before.utf8)[...]
    while let byte = rest.first {
      let word = rest.prefix(while: SymbolicText.isPartOfName)
      guard !word.isEmpty else {
        result.append(byte)
        rest.removeFirst()
        continue
      }
      rest = rest.dropFirst(word.count)
      let names = word.split(separator: UInt8(ascii: "."), maxSplits: 2)
      let address = String(
        decoding: Array(names.prefix(2).joined(separator: [UInt8(ascii: ".")])), as: UTF8.self)
      guard names.count >= 2, let destination = renamedReferences[address] else {
        result += word
        continue
      }
      switch destination {
      case .resource(let new): result += "\(new)".utf8 + word.dropFirst(address.utf8.count)
      // What moved into a module is reached through an output of it, whatever the output is called.
      case .module: return word.count == before.utf8.count && after.hasPrefix("module.")
      }
    }
    return result.elementsEqual(after.utf8)
  }

  private static func moduleCalls(
    base: ModuleView, head: ModuleView, relocations: Relocations
  ) -> [ModuleCallChange] {
    var calls: [ModuleCallChange] = []
    var found: Set<String> = []
    for (name, before) in base.moduleCalls.sorted(by: { $0.key < $1.key }) {
      let destination = relocations.moduleCall(name)
      if let destination { found.insert(destination) }
      calls.append(
        ModuleCallChange(
          name: name, before: before, after: destination.flatMap { head.moduleCalls[$0] },
          isCovered: relocations.coversModuleCall(name)
            || relocations.names(ConfigurationAddress(module: name))))
    }
    for (name, after) in head.moduleCalls.sorted(by: { $0.key < $1.key }) where !found.contains(name) {
      calls.append(ModuleCallChange(name: name, before: nil, after: after, isCovered: false))
    }
    return calls
  }
}

extension ModuleChange {
  /// The instances that a resource has on the sides on which it is, where their arguments differ.
  private static func instances(of change: ResourceChange, base: ModuleView, head: ModuleView) -> [ResourceChange] {
    let sides = [change.before.map { ($0, base) }, change.after.map { ($0, head) }].compactMap(\.self)
    guard sides.contains(where: { $0.0.isRepeated && $0.0.refersToInstance }) else { return [change] }
    var keys: Set<String>?
    for (block, view) in sides {
      guard let known = view.repetition(of: block).keys else { return [change] }
      keys = keys?.intersection(known) ?? known
    }
    // An instance that is added to those that were there is a resource that is new.
    var added: Set<String> = []
    if let before = change.before, let after = change.after {
      added = (head.repetition(of: after).keys ?? []).subtracting(base.repetition(of: before).keys ?? [])
    }
    guard let keys, !(keys.isEmpty && added.isEmpty), keys.count + added.count <= TerraformLimits.instances else {
      return [change]
    }
    let kept = keys.sorted().map { key in
      ResourceChange(
        address: change.address, fate: change.fate, before: change.before.map { base.instance(key, of: $0) },
        after: change.after.map { head.instance(key, of: $0) },
        instanceKey: Self.shown(key, of: change.after ?? change.before))
    }
    return kept
      + added.sorted().map { key in
        ResourceChange(
          address: change.address, fate: .added, before: nil, after: change.after.map { head.instance(key, of: $0) },
          instanceKey: Self.shown(key, of: change.after))
      }
  }

  static func shown(_ key: String, of block: ConfigurationBlock?) -> String {
    guard let block, block.isRepeated else { return "" }
    return block.attribute("count") == nil ? "[\"\(key)\"]" : "[\(key)]"
  }
}

/// How findings of a module are made.
extension ModuleChange {
  /// The name of something in this module, independent of lines: `infra/prod: aws_db_instance.main`.
  func name(_ address: some CustomStringConvertible, side: Finding.Side = .head) -> String {
    if let caller { return "\(caller.name).\(address)" }
    let directory = side == .base ? base.directory : head.directory
    return directory == .root ? "\(address)" : "\(directory.display): \(address)"
  }

  /// A finding about a whole block.
  func finding(
    _ kind: ChangeKind, _ address: some CustomStringConvertible, at block: ConfigurationBlock,
    side: Finding.Side,
    confidence: Finding.Confidence = .literal, before: Finding.Value? = nil, after: Finding.Value? = nil,
    facts: [Finding.Fact] = []
  ) -> Finding {
    // A file that cannot be read in full may still hold what seems to be gone.
    let isUncertain = side == .base && brokenPaths.contains(block.origin.path)
    return Finding(
      kind: kind, confidence: isUncertain ? .symbolic : confidence,
      location: block.origin.location(of: side == .base ? block.range : block.headerRange, side: side),
      resource: name(address, side: side), before: before, after: after,
      files: [block.origin.path] + evidence(confidence), facts: facts)
  }

  /// A finding about one argument of a resource that both sides have.
  func finding(
    _ kind: ChangeKind, _ resource: ResourceChange, _ before: Argument, _ after: Argument,
    confidence: Finding.Confidence? = nil
  ) -> Finding {
    let confidence = confidence ?? self.confidence(resource, before, after)
    var facts = [Finding.Fact("resource", resource.name), Finding.Fact("attribute", after.path)]
    if let old = before.fact { facts.append(Finding.Fact("from", old)) }
    if let new = after.fact { facts.append(Finding.Fact("to", new)) }
    return Finding(
      kind: kind, confidence: confidence, location: location(of: before, after, in: resource),
      resource: name(resource.name), before: before.shown, after: after.shown,
      files: paths(of: resource, before, after) + evidence(confidence), facts: facts)
  }

  /// Where an argument stands: in the head, or in the base when it was removed.
  func location(of before: Argument, _ after: Argument, in resource: ResourceChange) -> Finding.Location {
    if let source = after.source { return source.origin.location(of: source.range, side: .head) }
    if let source = before.source { return source.origin.location(of: source.range, side: .base) }
    if let block = resource.after { return block.origin.location(of: block.headerRange, side: .head) }
    return resource.before.map { $0.origin.location(of: $0.range, side: .base) }
      ?? Finding.Location(head.directory)
  }

  /// How far a change of arguments is known. What a file that cannot be read in full lacks may only have been
  /// cut off.
  func confidence(_ resource: ResourceChange, _ before: Argument, _ after: Argument) -> Finding.Confidence {
    if after.isAbsent, let block = resource.after, brokenPaths.contains(block.origin.path) {
      return .symbolic
    }
    return Argument.confidence(before, after)
  }

  private func paths(of resource: ResourceChange, _ arguments: Argument...) -> [RepositoryPath] {
    [resource.before, resource.after].compactMap { $0?.origin.path }
      + arguments.compactMap { $0.source?.origin.path }
  }

  /// What a computed fact rests on beside its own file: any changed file of the module may have given a name
  /// its value.
  func evidence(_ confidence: Finding.Confidence) -> [RepositoryPath] {
    (caller?.paths ?? []) + (confidence == .literal ? [] : changedPaths)
  }
}
