import Findings

/// What the `moved` blocks of a caller say of the things in a module that it calls.
///
/// Terraform follows them wherever they stand; read by itself, the module would seem to lose what they lead elsewhere.
struct CallerMoves: Hashable, Sendable {
  /// Inside the module.
  private(set) var moves: [ConfigurationAddress: ConfigurationAddress] = [:]
  /// Out of it, to something that the caller declares.
  private(set) var departures: Set<ConfigurationAddress> = []

  /// What `view`, the head of the caller, says of the module that `before` called and `after` calls.
  init(in view: ModuleView, from before: ConfigurationBlock, to after: ConfigurationBlock) {
    guard let old = before.labels.first, let new = after.labels.first else { return }
    for (from, to) in view.moves {
      guard let inner = from.inside(old) else { continue }
      if let target = to.inside(new) {
        moves[inner] = target
      } else if view.declares(to) {
        departures.insert(inner)
      }
    }
    departures.formUnion(view.departures.compactMap { $0.inside(old) })
  }

  /// What all of several callers say.
  mutating func formIntersection(_ other: CallerMoves) {
    moves = moves.filter { other.moves[$0.key] == $0.value }
    departures.formIntersection(other.departures)
  }

  var isEmpty: Bool { moves.isEmpty && departures.isEmpty }
}

/// Finds what the callers of a module say of it, all of them in the repository: what only one of them moves, the others
/// lose.
struct CallerSearch {
  /// How deep the callers of callers are asked.
  private static let depth = 3

  /// The modules in which a `moved` block leads something out of a module, without which no search is worth it.
  private let movers: Set<RepositoryPath>

  /// `modules` are those that the change touches.
  init(_ modules: [ModulePlan.Module], _ reader: ModuleReader) throws(Failure) {
    var movers: Set<RepositoryPath> = []
    for module in modules {
      let blocks = try reader.files(in: module.head, side: .head).files.flatMap(\.blocks)
      let leadsOut = blocks.contains { block in
        block.type == "moved"
          && block.attribute("from").flatMap { ConfigurationAddress($0.expression) }?.modules.isEmpty == false
      }
      if leadsOut { movers.insert(module.base) }
    }
    self.movers = movers
  }

  /// What the callers of the module that was in `directory` agree on.
  func moves(
    in directory: RepositoryPath, _ dialect: TerraformDialect, _ reader: ModuleReader
  ) throws(Failure) -> CallerMoves? {
    movers.subtracting([directory]).isEmpty ? nil : try moves(in: directory, dialect, depth: Self.depth, reader)
  }

  private func moves(
    in directory: RepositoryPath, _ dialect: TerraformDialect, depth: Int, _ reader: ModuleReader
  ) throws(Failure) -> CallerMoves? {
    guard depth > 0 else { return nil }
    var agreed: CallerMoves?
    for caller in try reader.callers(of: directory, side: .base) {
      let base = try reader.files(in: caller, side: .base).view(dialect)
      let calls = base.moduleCalls.values.filter { $0.calledDirectory(from: caller) == directory }
      if calls.isEmpty { continue }
      var head = try reader.files(in: caller, side: .head).view(dialect)
      if let above = try moves(in: caller, dialect, depth: depth - 1, reader) { head.inherit(above) }
      for call in calls {
        let moves = CallerMoves(in: head, from: call, to: head.moduleCalls[call.labels[0]] ?? call)
        if moves.isEmpty { return nil }
        if agreed == nil { agreed = moves } else { agreed?.formIntersection(moves) }
      }
    }
    return agreed
  }
}
