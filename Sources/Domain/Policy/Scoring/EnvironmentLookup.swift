import Findings

/// Finds environments, each path once: findings of one module share most of their files.
struct EnvironmentLookup {
  /// The highest multiplier first, then by name, so that the first match is the answer.
  private let environments: [EnvironmentMap]
  private let ofBranch: Int?
  private var ofPath: [RepositoryPath: Int?] = [:]

  init(_ environments: [EnvironmentMap], branch: String) {
    self.environments = environments.sorted { ($1.multiplier, $0.name) < ($0.multiplier, $1.name) }
    self.ofBranch = self.environments.firstIndex { map in map.branches.contains { $0.matches(branch.utf8) } }
  }

  /// The environment with the highest multiplier that the branch, a file of the finding or a place where the thing lives
  /// belongs to. A place, which the change itself may name, never lowers a score.
  mutating func environment(of finding: Finding) -> EnvironmentMap? {
    var best = ofBranch
    for path in finding.files {
      guard let index = index(of: path) else { continue }
      best = min(index, best ?? index)
    }
    for place in finding.places {
      guard let index = index(of: place), environments[index].multiplier >= Factor.neutralPercent else { continue }
      best = min(index, best ?? index)
    }
    return best.map { environments[$0] }
  }

  private mutating func index(of path: RepositoryPath) -> Int? {
    if let known = ofPath[path] { return known }
    let index = environments.firstIndex { map in map.paths.contains { $0.matches(path) } }
    ofPath[path] = .some(index)
    return index
  }
}
