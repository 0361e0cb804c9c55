public import Findings

/// The whole effective policy: what a file says, with its packs merged in.
///
/// A policy says nothing about time, people or keys: those come as inputs (see ``AssessmentContext``,
/// ``CountedApproval``), so that every judgement can be repeated.
public struct Policy: Hashable, Sendable {
  /// The version of the file format.
  public static let version = 1

  /// The packs it was made from, such as `builtin:recommended`.
  public var extends: [String]
  /// How far a verdict acts.
  public var enforcement: Enforcement
  /// The refs on which a verdict blocks.
  public var protected: ProtectedRefs

  /// Files that are governed although no classifier reads them.
  public var governed: [Glob]

  /// Sorted by name, which is unique.
  public private(set) var environments: [EnvironmentMap]
  /// The servers that run migrations; the order does not matter.
  public var databases: [DatabaseServer]
  /// Where each level begins.
  public var levels: LevelThresholds

  /// Sorted by kind, which is unique.
  public private(set) var overrides: [ScoreOverride]
  /// What raises the base of findings; the order does not matter.
  public var amplifiers: [Amplifier]
  private var terms: [RiskLevel: ApprovalTerms]

  /// Sorted by id, which is unique: the order of the file does not matter.
  public private(set) var rules: [PolicyRule]
  /// What has to wait; the order does not matter.
  public var timeLocks: [TimeLock]
  /// What needs a ticket; the order does not matter.
  public var tickets: [TicketRule]
  /// What is known and accepted for a while.
  public var suppressions: [Suppression]

  /// The branch that carries approvals.
  public var approvalsBranch: String

  /// The highest score that passes at all.
  public var maxScore: Int?

  /// What is written but has no effect, for `policy lint`; not part of the digest.
  public var notes: [PolicyNote]

  /// The branch that carries approvals unless the file names another.
  public static let standardApprovalsBranch = "gatehouse/approvals"

  /// A policy. Of environments, overrides and rules with one name the last is kept.
  public init(
    extends: [String] = [], enforcement: Enforcement = .enforce, protected: ProtectedRefs = ProtectedRefs(),
    governed: [Glob] = [], environments: [EnvironmentMap] = [], databases: [DatabaseServer] = [],
    levels: LevelThresholds = .standard,
    overrides: [ScoreOverride] = [], amplifiers: [Amplifier] = [],
    approvals: [RiskLevel: ApprovalTerms] = [:], rules: [PolicyRule] = [], timeLocks: [TimeLock] = [],
    tickets: [TicketRule] = [], suppressions: [Suppression] = [],
    approvalsBranch: String = Policy.standardApprovalsBranch, maxScore: Int? = nil, notes: [PolicyNote] = []
  ) {
    self.extends = extends
    self.enforcement = enforcement
    self.protected = protected
    self.governed = governed
    self.environments = Self.sorted(environments) { $0.name }
    self.databases = databases
    self.levels = levels
    self.overrides = Self.sorted(overrides) { $0.kind }
    self.amplifiers = amplifiers
    self.terms = approvals.filter { $0.value != .none }
    self.rules = Self.sorted(rules) { $0.id }
    self.timeLocks = timeLocks
    self.tickets = tickets
    self.suppressions = suppressions
    self.approvalsBranch = approvalsBranch
    self.maxScore = maxScore
    self.notes = notes
  }

  /// What the approvals of a finding or change of `level` must be like.
  public func approvals(for level: RiskLevel) -> ApprovalTerms { terms[level] ?? .none }

  /// The override of a kind.
  public func override(of kind: String) -> ScoreOverride? { overrides.first { $0.kind == kind } }

  private static func sorted<Element>(_ elements: [Element], by name: (Element) -> String) -> [Element] {
    var byName: [String: Element] = [:]
    for element in elements { byName[name(element)] = element }
    return byName.sorted { $0.key < $1.key }.map(\.value)
  }
}

/// Something in a policy file that has no effect, with the place where it is written.
public struct PolicyNote: Hashable, Sendable {
  /// As `file:line`.
  public let location: String
  /// One sentence without a full stop.
  public let message: String
  /// Whether it asks for something that can never be given, so that what needs it stays blocked.
  public let isUnmeetable: Bool

  /// A note on what stands at `location`.
  public init(location: String, message: String, isUnmeetable: Bool = false) {
    self.location = location
    self.message = message
    self.isUnmeetable = isUnmeetable
  }
}
