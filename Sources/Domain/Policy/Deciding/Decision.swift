public import Findings
import RegularExpressions

/// The verdict on an assessment and how far each requirement is met.
public struct Decision: Hashable, Sendable {
  /// What the gate says.
  public let verdict: Verdict

  /// In the order of ``Assessment/requirements``.
  public let requirements: [RequirementState]
  /// In the order of ``Assessment/tickets``.
  public let tickets: [TicketState]
  /// In the order of ``Assessment/timeLocks``.
  public let timeLocks: [TimeLockState]

  /// The exit code under the enforcement that was asked for.
  public let exitStatus: ExitStatus

  /// A requirement and the approvals it has.
  public struct RequirementState: Hashable, Sendable {
    /// What must be signed.
    public let requirement: Requirement

    /// Distinct people, for the finding that has fewest; at most what is needed.
    public let have: Int

    /// How many people each finding needs.
    public var needed: Int { requirement.needed }
    /// Whether every finding has enough people.
    public var isMet: Bool { have >= requirement.needed }
  }

  /// A ticket requirement and the ticket that meets it.
  public struct TicketState: Hashable, Sendable {
    /// What the ticket must be like.
    public let requirement: TicketRequirement
    /// The first ticket that matches, in order of text.
    public let ticket: String?
    /// Whether there is one.
    public var isMet: Bool { ticket != nil }
  }

  /// A time lock and when it opens.
  public struct TimeLockState: Hashable, Sendable {
    /// What has to wait.
    public let requirement: TimeLockRequirement

    /// Seconds since 1970; `nil` while one of its findings has no witnessed approval.
    public let opensAt: Int64?
    /// Whether the lock is open.
    public let isMet: Bool
  }
}

extension Assessment {
  /// Decides: denied before incomplete before pending before allowed.
  ///
  /// - Parameters:
  ///   - approvals: verified approvals, in any order.
  ///   - isIncomplete: whether input is missing that a command can complete.
  ///   - enforcement: what the exit code makes of the verdict; the verdict itself never depends on it.
  ///   - tickets: the ids of the tickets that the change names.
  ///   - now: seconds since 1970, the time of the log or of a witness.
  public func decide(
    approvals: [CountedApproval], isIncomplete: Bool, enforcement: Enforcement, tickets: [String] = [],
    now: Int64
  ) -> Decision {
    let counts = Coverage(requirements, approvals).counts()
    let requirementStates = zip(requirements, counts).map {
      Decision.RequirementState(requirement: $0, have: $1)
    }
    let ticketStates = self.tickets.map { requirement in
      Decision.TicketState(
        requirement: requirement, ticket: tickets.sorted().first { requirement.pattern.matchesWhole($0) })
    }
    let lockStates = timeLocks.map { $0.state(approvals, now: now) }
    let isMet =
      requirementStates.allSatisfy(\.isMet) && ticketStates.allSatisfy(\.isMet)
      && lockStates.allSatisfy(\.isMet)
    let verdict: Verdict =
      if !rejections.isEmpty { .denied } else if isIncomplete { .incomplete } else {
        isMet ? .allowed : .pending
      }
    return Decision(
      verdict: verdict, requirements: requirementStates, tickets: ticketStates, timeLocks: lockStates,
      exitStatus: enforcement.exitStatus(of: verdict, isIncomplete: isIncomplete))
  }
}

extension Enforcement {
  /// The exit code: `shadow` passes what is denied or pending, `off` passes everything.
  ///
  /// A denied change whose input is incomplete stays incomplete in shadow mode: nothing was fully checked.
  func exitStatus(of verdict: Verdict, isIncomplete: Bool) -> ExitStatus {
    switch self {
    case .enforce: verdict.exitStatus
    case .shadow: isIncomplete ? .incomplete : .allowed
    case .off: .allowed
    }
  }
}

extension TimeLockRequirement {
  /// The lock opens `wait` after the last of its findings got its first witnessed approval.
  fileprivate func state(_ approvals: [CountedApproval], now: Int64) -> Decision.TimeLockState {
    var firstSeen: [String: Int64] = [:]
    for approval in approvals {
      guard let time = approval.witnessedAt else { continue }
      for finding in approval.findings { firstSeen[finding] = min(time, firstSeen[finding] ?? time) }
    }
    var start: Int64 = .min
    for finding in findings {
      guard let time = firstSeen[finding] else {
        return Decision.TimeLockState(requirement: self, opensAt: nil, isMet: false)
      }
      start = max(start, time)
    }
    let (opensAt, overflow) = start.addingReportingOverflow(Int64(wait))
    return Decision.TimeLockState(requirement: self, opensAt: opensAt, isMet: !overflow && now >= opensAt)
  }
}
