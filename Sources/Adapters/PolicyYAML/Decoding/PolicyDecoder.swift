import Findings
import Policy
import YAML

/// Reads the sections of a policy file that are not rules, and puts the policy together.
struct PolicyDecoder: Sendable {
  let reader: NodeReader

  private static let keys = [
    "version", "extends", "enforcement", "protected", "governed", "environments", "databases", "levels", "overrides",
    "amplifiers", "approvals", "rules", "time_locks", "tickets", "suppressions", "approvals_branch",
    "max_score",
  ]

  /// The packs that `extends` can name.
  private static let packs = [Policy.recommendedName: Policy.recommended]

  func policy(_ node: YAMLNode) throws(Failure) -> Policy {
    let fields = try FieldReader(node, reader, "the policy", keys: Self.keys)
    _ = try reader.integer(fields.required("version"), in: Policy.version...Policy.version)
    // A file that does not say what it builds on must not ask for less than no file at all: `extends: []` says so.
    let packs = try fields.optional("extends", packs) ?? [Policy.recommended]
    let environments = try fields.optional("environments", environments) ?? []
    let rules = RuleDecoder(
      reader: reader,
      conditions: ConditionReader(
        reader: reader,
        environments: (environments + packs.flatMap(\.environments)).map(\.name)))
    let levels = try fields.optional("levels", levels)
    let own = Policy(
      enforcement: try fields.optional("enforcement", enforcement) ?? .enforce,
      protected: try fields.optional("protected", protected) ?? ProtectedRefs(),
      governed: try fields.optional("governed", reader.globs) ?? [], environments: environments,
      databases: try fields.optional("databases", DatabaseDecoder(reader: reader).servers) ?? [],
      levels: levels ?? .standard, overrides: try fields.optional("overrides", overrides) ?? [],
      amplifiers: try fields.optional("amplifiers", rules.amplifiers) ?? [],
      approvals: try fields.optional("approvals", approvals) ?? [:],
      rules: try fields.optional("rules", rules.rules) ?? [],
      timeLocks: try fields.optional("time_locks", rules.timeLocks) ?? [],
      tickets: try fields.optional("tickets", rules.tickets) ?? [],
      suppressions: try fields.optional("suppressions", SuppressionDecoder(reader: reader).suppressions)
        ?? [],
      approvalsBranch: try fields.optional("approvals_branch", branch) ?? Policy.standardApprovalsBranch,
      maxScore: try fields.optional("max_score", score))
    return try merge(own, packs, fields)
  }

  private func merge(_ own: Policy, _ packs: [Policy], _ fields: FieldReader) throws(Failure) -> Policy {
    var policy = own
    for pack in packs {
      do throws(RuleConflict) { policy = try policy.merging(pack: pack) } catch {
        throw Failure(
          .configuration, "\(error.location): rule '\(error.id)' is already defined by a pack",
          hint: "give the rule another id")
      }
    }
    policy.notes += UnmetSettings(reader: reader, own: own).notes(fields)
    policy.notes += LostSettings(reader: reader, own: own, effective: policy).notes(fields)
    return policy
  }

  private func packs(_ node: YAMLNode) throws(Failure) -> [Policy] {
    var packs: [Policy] = []
    let names = try reader.texts(node)
    for (name, element) in zip(names, try reader.elements(node)) {
      guard let pack = Self.packs[name] else {
        throw reader.failure(
          element, "there is no pack '\(YAMLFile.shown(name))'",
          hint: Suggestion.hint(for: name, among: Self.packs.keys)
            ?? "built in: \(Self.packs.keys.sorted().joined(separator: ", "))")
      }
      packs.append(pack)
    }
    return packs
  }

  private func enforcement(_ node: YAMLNode) throws(Failure) -> Enforcement {
    try reader.word(node, as: Enforcement.self, called: "enforcement")
  }

  private func protected(_ node: YAMLNode) throws(Failure) -> ProtectedRefs {
    let fields = try FieldReader(node, reader, "'protected'", keys: ["trunk", "refs"])
    return ProtectedRefs(
      trunk: try fields.optional("trunk", branch) ?? ProtectedRefs().trunk,
      refs: try fields.optional("refs", branchGlobs) ?? [])
  }

  /// A branch is written as people call it; a full ref would never match.
  private func branch(_ node: YAMLNode) throws(Failure) -> String {
    let name = try reader.text(node)
    guard ProtectedRefs.branch(of: name) == name else {
      throw reader.failure(node, "a branch is written without 'refs/heads/'")
    }
    return name
  }

  private func branchGlobs(_ node: YAMLNode) throws(Failure) -> [Glob] {
    for element in try reader.elements(node) { _ = try branch(element) }
    return try reader.globs(node)
  }

  private func environments(_ node: YAMLNode) throws(Failure) -> [EnvironmentMap] {
    var environments: [EnvironmentMap] = []
    for entry in try reader.entries(node) {
      guard entry.key != EnvironmentMap.noneName else {
        throw reader.file.failure(entry.keyPosition, "'none' stands for a finding without an environment")
      }
      let fields = try FieldReader(
        entry.value, reader, "an environment", keys: ["paths", "branches", "multiplier"])
      guard fields["paths"] != nil || fields["branches"] != nil || fields["multiplier"] != nil else {
        throw reader.failure(entry.value, "an environment needs 'paths', 'branches' or 'multiplier'")
      }
      let multiplier = try fields.optional("multiplier") { node throws(Failure) in
        try reader.integer(node, in: EnvironmentMap.multipliers)
      }
      environments.append(
        EnvironmentMap(
          entry.key, paths: try fields.optional("paths", reader.globs) ?? [],
          branches: try fields.optional("branches", branchGlobs) ?? [], multiplier: multiplier))
    }
    return environments
  }

  private func levels(_ node: YAMLNode) throws(Failure) -> LevelThresholds {
    let fields = try FieldReader(node, reader, "'levels'", keys: ["medium", "high", "critical"])
    let standard = LevelThresholds.standard
    guard
      let levels = LevelThresholds(
        medium: try fields.optional("medium", score) ?? standard.medium,
        high: try fields.optional("high", score) ?? standard.high,
        critical: try fields.optional("critical", score) ?? standard.critical)
    else {
      throw reader.failure(node, "levels must ascend: 1 ≤ medium < high < critical ≤ 1000")
    }
    return levels
  }

  private func score(_ node: YAMLNode) throws(Failure) -> Int {
    try reader.integer(node, in: 0...Score.maximum)
  }

  private func overrides(_ node: YAMLNode) throws(Failure) -> [ScoreOverride] {
    var overrides: [ScoreOverride] = []
    for entry in try reader.entries(node) {
      let target: ScoreOverride.Target
      if case .scalar(let text, isPlain: true) = entry.value.content, NodeReader.decimal(text) != nil {
        target = .score(try score(entry.value))
      } else {
        target = .level(try reader.word(entry.value, as: RiskLevel.self, called: "level"))
      }
      overrides.append(
        ScoreOverride(kind: entry.key, target: target, location: reader.file.location(entry.keyPosition)))
    }
    return overrides
  }

  private func approvals(_ node: YAMLNode) throws(Failure) -> [RiskLevel: ApprovalTerms] {
    let levels = try FieldReader(node, reader, "'approvals'", keys: RiskLevel.allCases.map(\.rawValue))
    var approvals: [RiskLevel: ApprovalTerms] = [:]
    for level in RiskLevel.allCases {
      approvals[level] = try levels.optional(level.rawValue, terms)
    }
    return approvals
  }

  private enum KeyProof: String, CaseIterable {
    case userPresence = "user-presence"
  }

  private func terms(_ node: YAMLNode) throws(Failure) -> ApprovalTerms {
    let fields = try FieldReader(
      node, reader, "the approvals of a level", keys: ["count", "challenge", "minimum_review", "keys"])
    let count = try reader.integer(fields.required("count"), in: 0...ApprovalTerms.maximumCount)
    let challenge = try fields.optional("challenge") { node throws(Failure) in
      try reader.word(node, as: Challenge.self, called: "challenge")
    }
    let proof = try fields.optional("keys") { node throws(Failure) in
      try reader.word(node, as: KeyProof.self, called: "proof of keys")
    }
    return ApprovalTerms(
      count: count, challenge: challenge ?? .confirm,
      minimumReview: try fields.optional("minimum_review", reader.duration) ?? 0,
      userPresence: proof == .userPresence)
  }
}
