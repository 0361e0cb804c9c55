import Findings
import HCL

/// What is lost when all resources of a called module are destroyed.
enum ModuleStakes: Hashable, Sendable {
  /// Nothing in it holds data or carries a network.
  case stateless
  /// It holds data or carries a network.
  case stateful
  /// It comes from elsewhere, and its content is not known.
  case unknown
  /// The call leads to where this repository has no module: nobody could run the caller as it was.
  case absent
}

/// Finds the stakes of module calls by reading the modules that stand in this repository, each of them once.
struct ModuleStakesReader {
  /// How deep modules call one another; deeper ones count as unknown.
  private static let depth = 4

  private let side: Finding.Side
  private var known: [RepositoryPath: ModuleStakes] = [:]

  init(side: Finding.Side) {
    self.side = side
  }

  /// The stakes of `call`, which stands in `view`.
  mutating func stakes(
    of call: ConfigurationBlock, in view: ModuleView, reader: ModuleReader
  ) throws(Failure) -> ModuleStakes {
    try stakes(of: call, from: view.directory, depth: Self.depth, reader)
  }

  private mutating func stakes(
    of call: ConfigurationBlock, from caller: RepositoryPath, depth: Int, _ reader: ModuleReader
  ) throws(Failure) -> ModuleStakes {
    if call.isDataless { return .stateless }
    guard depth > 0, let directory = call.calledDirectory(from: caller) else { return .unknown }
    if let stakes = known[directory] { return stakes }
    // A module that calls itself meets this while it is being read.
    known[directory] = .unknown
    let stakes = try stakes(ofModuleIn: directory, depth: depth, reader)
    known[directory] = stakes
    return stakes
  }

  private mutating func stakes(
    ofModuleIn directory: RepositoryPath, depth: Int, _ reader: ModuleReader
  ) throws(Failure) -> ModuleStakes {
    let files = try reader.files(in: directory, side: side)
    if !files.isRun, try reader.isNowhere(directory, side: side), try !reader.mayBeFetched(directory, side: side) {
      return .absent
    }
    guard files.isModule, files.unread.isEmpty, files.files.allSatisfy(\.syntax.isComplete) else {
      return .unknown
    }
    let module = files.view(files.dependsOnDialect ? .openTofu : .terraform)
    let types = module.resources.keys.map(\.type)
    if types.contains(where: { StatefulTypes.contains($0) || NetworkCoreTypes.contains($0) }) {
      return .stateful
    }
    var result = ModuleStakes.stateless
    for (_, call) in module.moduleCalls.sorted(by: { $0.key < $1.key }) {
      switch try stakes(of: call, from: directory, depth: depth - 1, reader) {
      case .stateful: return .stateful
      case .unknown, .absent: result = .unknown
      case .stateless: break
      }
    }
    return result
  }
}
