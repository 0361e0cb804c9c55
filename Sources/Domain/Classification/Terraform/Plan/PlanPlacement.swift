import Findings
import Repositories

/// Finds the root module that a plan was made in: nothing in the file says where it was.
struct PlanPlacement {
  private let change: ChangeSet

  init(_ change: ChangeSet) { self.change = change }

  func module(of file: PlanFile, _ plan: TerraformPlan) throws(Failure) -> RepositoryPath {
    let reader = ModuleReader(change)
    if let named = file.module {
      let isInHead = try reader.isModule(named, side: .head)
      guard try isInHead ? true : reader.isModule(named, side: .base) else {
        throw Failure(
          .usage, "\(named == .root ? "." : named.display) holds no Terraform configuration",
          hint: "name the root module of the plan: --plan <directory>=<file>")
      }
      return named
    }
    var candidates = try candidates(plan, reader)
    if candidates.count > 1, let folder = file.folder, candidates.contains(folder) { candidates = [folder] }
    guard candidates.count == 1, let only = candidates.first else {
      let which =
        candidates.isEmpty
        ? "no root module of this change has the resources of"
        : "\(candidates.count) root modules of this change have the resources of"
      throw Failure(
        .usage, "\(which) \(DisplayText.escaping(file.name))",
        hint: "name the root module of the plan: --plan <directory>=\(DisplayText.escaping(file.name))")
    }
    return only

    /// The directories whose configuration declares what the plan's does.
    func candidates(_ plan: TerraformPlan, _ reader: ModuleReader) throws(Failure) -> Set<RepositoryPath> {
      let declared = plan.configuration.declared
      guard !declared.isEmpty else { return file.folder.map { [$0] } ?? [] }
      var found: Set<RepositoryPath> = []
      for directory in possible(file) {
        let files = try reader.files(in: directory, side: .head)
        guard files.isModule else { continue }
        let view = files.view(files.dependsOnDialect ? .openTofu : .terraform)
        let here = Set(view.resources.keys.map { "\($0)" } + view.moduleCalls.keys.map { "module.\($0)" })
        if here == declared { found.insert(directory) }
      }
      return found
    }
  }

  /// Where the plan's file lies, and the directories of changed files with those above them.
  private func possible(_ file: PlanFile) -> Set<RepositoryPath> {
    var directories = Set([file.folder].compactMap { $0 })
    for changed in change.files where TerraformFileName(changed.path.name) != nil {
      var directory = changed.path.directory
      while directories.insert(directory).inserted, directory != .root { directory = directory.directory }
    }
    return directories
  }
}
