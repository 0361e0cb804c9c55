import Findings
import Repositories

/// The root module that a plan was made in, as it stands in the repository: where the plan's resources are written, and
/// on which files its findings rest.
struct PlanModule {
  let directory: RepositoryPath

  /// The changed files of the module and of those that it calls.
  let changedFiles: [RepositoryPath]

  /// Where the module stands: its first file.
  let place: Finding.Location

  /// The directories that were read for it.
  let directories: Set<RepositoryPath>

  /// The modules that the plan speaks of, by the path of their calls.
  private let sites: [String: Site]

  /// One module of the plan.
  private struct Site {
    let base: ModuleView?
    let head: ModuleView?
    /// Where it is called, for what stands in no file of the repository.
    let call: Finding.Location?
  }

  init(
    _ plan: TerraformPlan, in directory: RepositoryPath, of change: ChangeSet, _ reader: ModuleReader
  ) throws(Failure) {
    self.directory = directory
    let root = Site(
      base: try Self.view(of: directory, .base, reader), head: try Self.view(of: directory, .head, reader), call: nil)
    var sites = ["": root]
    var directories: Set<RepositoryPath> = [directory]
    for modules in Set(plan.changes.filter { !$0.isNoOp }.map(\.address.modules)) {
      let sources = plan.configuration.sources(of: modules) ?? []
      var site = root
      var current: RepositoryPath? = directory
      var path: [String] = []
      for (index, step) in modules.enumerated() {
        path.append("module.\(step.name)")
        let called = current.flatMap { current in
          index < sources.count && sources[index].hasPrefix(".") ? current.resolving(sources[index]) : nil
        }
        let call = Self.location(of: step.name, in: site) ?? site.call
        var next = Site(base: nil, head: nil, call: call)
        if let called {
          next = Site(
            base: try Self.view(of: called, .base, reader), head: try Self.view(of: called, .head, reader), call: call
          )
          directories.insert(called)
        }
        sites[path.joined(separator: ".")] = next
        site = next
        current = called
      }
    }
    self.sites = sites
    self.directories = directories
    let place = root.head?.files.first?.path ?? root.base?.files.first?.path ?? directory
    self.place = Finding.Location(place, side: root.head?.files.isEmpty == false ? .head : .base)
    changedFiles = change.files.map(\.path).filter { path in
      TerraformFileName(path.name) != nil && Self.isInside(path, directories)
    }
  }

  /// The files of a module, and variable files that stand below it.
  private static func isInside(_ path: RepositoryPath, _ directories: Set<RepositoryPath>) -> Bool {
    var directory = path.directory
    while true {
      if directories.contains(directory) { return true }
      if directory == .root { return false }
      directory = directory.directory
    }
  }

  private static func view(
    of directory: RepositoryPath, _ side: Finding.Side, _ reader: ModuleReader
  ) throws(Failure) -> ModuleView? {
    let files = try reader.files(in: directory, side: side)
    return files.isModule ? files.view(files.dependsOnDialect ? .openTofu : .terraform) : nil
  }

  private static func location(of call: String, in site: Site) -> Finding.Location? {
    if let block = site.head?.moduleCalls[call] {
      return block.origin.location(of: block.headerRange, side: .head)
    }
    return site.base?.moduleCalls[call].map { $0.origin.location(of: $0.range, side: .base) }
  }

  /// Where the resource is written, or where the module around it is called.
  func location(of address: PlanAddress) -> Finding.Location {
    guard let site = sites[address.moduleCallPath] else { return place }
    if let block = site.head?.resources[address.block] {
      return block.origin.location(of: block.headerRange, side: .head)
    }
    if let block = site.base?.resources[address.block] {
      return block.origin.location(of: block.range, side: .base)
    }
    return site.call ?? place
  }

  /// The directory of the module that a resource stands in; `nil` when it comes from elsewhere.
  func directory(of address: PlanAddress) -> RepositoryPath? {
    let site = sites[address.moduleCallPath]
    return site?.head?.directory ?? site?.base?.directory
  }

  /// What the plan is called among the sources of a finding.
  var source: Finding.Fact { Finding.Fact(Self.sourcesName, "plan of \(name)") }

  /// The name of the fact that lists the sources of a finding.
  static let sourcesName = "sources"

  /// The root module by itself.
  var name: String { directory == .root ? "." : directory.display }

  /// A name in this module as findings of configuration have it: `infra: aws_vpc.main`.
  func name(_ path: String) -> String { directory == .root ? path : "\(directory.display): \(path)" }

  /// The resource with the instance keys of its modules and its own.
  func name(_ address: PlanAddress) -> String {
    name(address.modulePath.isEmpty ? "\(address.resource)" : "\(address.modulePath).\(address.resource)")
  }
}
