public import Findings

extension Policy {
  /// Judges `findings`: scores each, fires the rules and collects what must be signed.
  ///
  /// Pure: the order of findings and rules changes nothing, and one finding more never lowers the score or
  /// drops a requirement (rules that read the field `directories` aside).
  public func assess(_ findings: [Finding], context: AssessmentContext) -> Assessment {
    var lookup = EnvironmentLookup(environments, branch: context.targetBranch)
    let scored = Self.inReportOrder(findings).enumerated().map { index, finding in
      score(finding, id: "F\(index + 1)", in: lookup.environment(of: finding), context)
    }
    let directories = Self.directories(of: scored, levels)
    let breadth = Breadth.boost(directories: directories)
    let changeScore = Score(
      worst: scored.filter { $0.suppressed == nil }.map(\.score).max { $0.value < $1.value }, breadth: breadth
    )
    let subjects = scored.map {
      RuleSubject(finding: $0, context: context, directories: directories)
    }
    let fired = fire(on: subjects)
    var collector = RequirementCollector(policy: self, ownerThreshold: context.ownerThreshold)
    collector.collect(scored, breadth: breadth, fired)
    return Assessment(
      findings: Self.addControls(of: fired, to: scored), score: changeScore,
      level: levels.level(of: changeScore.value), rules: fired,
      requirements: collector.requirements(of: scored),
      tickets: ticketRequirements(subjects), timeLocks: timeLockRequirements(subjects),
      rejections: rejections(fired, changeScore, context, scored))
  }

  /// Report order, with ties broken by everything else, so that equal inputs give equal ids.
  private static func inReportOrder(_ findings: [Finding]) -> [Finding] {
    findings.sorted { left, right in
      if Finding.reportOrder(left, right) { return true }
      if Finding.reportOrder(right, left) { return false }
      return left.tieBreaker.lexicographicallyPrecedes(right.tieBreaker)
    }
  }

  private func score(
    _ finding: Finding, id: String, in environment: EnvironmentMap?, _ context: AssessmentContext
  ) -> AssessedFinding {
    let fingerprint = finding.fingerprint(context.sha256)
    var inputs = Score.Inputs(base: finding.kind.baseScore)
    inputs.environment = environment?.multiplier ?? Factor.neutralPercent
    inputs.trust = context.trust
    inputs.mayLower = context.policySignedByOwner
    if finding.kind.domain == "delivery", context.strategies[finding.resource] != nil {
      inputs.strategy = DeliveryStrategy.percent
    }
    // Tightening is never penalised.
    if finding.kind.direction != .tightens {
      let values = FindingValues(finding: finding, environment: environment?.name, context: context)
      inputs.boosts = boosts(values)
      inputs.override = override(of: finding.kind.id)
    }
    let score = Score(inputs, levels)
    let suppression =
      AssessedFinding.touchesGovernance(finding)
      ? nil
      : suppressions.filter { $0.covers(finding, fingerprint: fingerprint, at: context.evaluationTime) }
        .min { ($0.expires, $0.location, $0.reason) < ($1.expires, $1.location, $1.reason) }
    return AssessedFinding(
      id: id, finding: finding, fingerprint: fingerprint, environment: environment?.name, score: score,
      level: levels.level(of: score.value), suppressed: suppression,
      controls: Set(finding.kind.controls).sorted())
  }

  private func boosts(_ values: FindingValues) -> [(name: String, value: Int)] {
    amplifiers.filter { $0.test.passes(values.value(of: $0.test.field)) }
      .map { (name: $0.test.description, value: $0.boost) }
      .sorted { ($0.name, $0.value) < ($1.name, $1.value) }
  }

  /// The number of distinct directories of findings that weigh at least medium.
  private static func directories(of findings: [AssessedFinding], _ levels: LevelThresholds) -> Int {
    Set(findings.filter { $0.isWeighty && $0.level >= .medium }.map(\.finding.location.path.directory)).count
  }

  /// The same findings with the controls of the rules that fired for them.
  private static func addControls(of rules: [FiredRule], to findings: [AssessedFinding]) -> [AssessedFinding] {
    var more: [String: Set<String>] = [:]
    for rule in rules where !rule.controls.isEmpty {
      for finding in rule.findings { more[finding, default: []].formUnion(rule.controls) }
    }
    return findings.map { finding in
      guard let more = more[finding.id] else { return finding }
      var finding = finding
      finding.controls = more.union(finding.controls).sorted()
      return finding
    }
  }

  private func rejections(
    _ fired: [FiredRule], _ score: Score, _ context: AssessmentContext, _ findings: [AssessedFinding]
  ) -> [Rejection] {
    var rejections = fired.filter { $0.action == .reject }.map {
      Rejection(rule: $0.id, reason: $0.reason, location: $0.location, findings: $0.findings)
    }
    let limits = [maxScore, context.maximumScore].compactMap { $0 }
    if let limit = limits.min(), score.value > limit {
      rejections.append(
        Rejection(
          rule: Rejection.maximumScoreRule, reason: "score \(score.value) is above the limit of \(limit)",
          location: "", findings: findings.filter { $0.suppressed == nil }.map(\.id)))
    }
    return rejections
  }
}

extension Finding {
  /// What report order does not compare.
  fileprivate var tieBreaker: [String] {
    [String(location.endLine), location.side.rawValue, confidence.rawValue, before == nil ? "0" : "1"]
      + [after == nil ? "0" : "1", String(kind.baseScore), kind.direction.rawValue]
      + files.map(\.percentEncoded) + facts.flatMap { [$0.name, $0.value] }
  }
}
