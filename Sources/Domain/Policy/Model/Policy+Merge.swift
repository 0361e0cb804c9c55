extension Policy {
  /// This policy with a pack under it: of each setting the stricter one holds, so that a file cannot weaken
  /// a pack.
  ///
  /// | setting | of the two |
  /// |---|---|
  /// | `enforcement` `protected` `approvals_branch` | the file's: a pack knows no repository |
  /// | `governed` `amplifiers` `time_locks` `tickets` `suppressions` | all of both |
  /// | `environments` | paths and branches of both, the higher multiplier |
  /// | `databases` | all of both; of one product the oldest version that runs a file counts |
  /// | `levels` | the lower threshold of each level |
  /// | `overrides` | of one kind, the one that puts it higher |
  /// | `approvals` | of each level the stricter count, challenge, review and key proof |
  /// | `rules` | all of both; one id may not mean two things |
  /// | `max_score` | the lower |
  ///
  /// - Throws: the id of a rule that both define differently.
  public func merging(pack: Policy) throws(RuleConflict) -> Policy {
    for rule in rules {
      if let other = pack.rules.first(where: { $0.id == rule.id }), other != rule {
        throw RuleConflict(id: rule.id, location: rule.location)
      }
    }
    var overrides = pack.overrides
    for override in self.overrides {
      if let index = overrides.firstIndex(where: { $0.kind == override.kind }) {
        overrides[index] = override.stricter(overrides[index], levels)
      } else {
        overrides.append(override)
      }
    }
    var environments = pack.environments
    for map in self.environments {
      if let index = environments.firstIndex(where: { $0.name == map.name }) {
        environments[index] = map.stricter(environments[index])
      } else {
        environments.append(map)
      }
    }
    let approvals = RiskLevel.allCases.map { ($0, self.approvals(for: $0).stricter(pack.approvals(for: $0))) }
    return Policy(
      extends: Self.union(extends, pack.extends), enforcement: enforcement, protected: protected,
      governed: Self.union(governed, pack.governed), environments: environments,
      databases: Self.union(databases, pack.databases),
      levels: levels.stricter(pack.levels), overrides: overrides,
      amplifiers: Self.union(amplifiers, pack.amplifiers),
      approvals: Dictionary(uniqueKeysWithValues: approvals), rules: pack.rules + rules,
      timeLocks: Self.union(timeLocks, pack.timeLocks), tickets: Self.union(tickets, pack.tickets),
      suppressions: Self.union(suppressions, pack.suppressions), approvalsBranch: approvalsBranch,
      maxScore: [maxScore, pack.maxScore].compactMap { $0 }.min(), notes: notes + pack.notes)
  }

  private static func union<Element: Equatable>(_ left: [Element], _ right: [Element]) -> [Element] {
    left + right.filter { !left.contains($0) }
  }
}

/// Two rules with one id and different contents.
public struct RuleConflict: Error, Hashable, Sendable {
  /// The id of both.
  public let id: String
  /// Where the file has it.
  public let location: String
}
