import Findings
import Policy
import Testing

@testable import Gate

@Suite("Exit codes of a judgement")
struct ExitStatusTests {
  /// Every verdict with the code that it has where it binds, at a commit and as a proposal.
  private static let table:
    [(Verdict, binding: Findings.ExitStatus, commit: Findings.ExitStatus, proposal: Findings.ExitStatus)] = [
      (.allowed, .allowed, .allowed, .allowed), (.pending, .pending, .allowed, .allowed),
      (.denied, .denied, .denied, .allowed), (.incomplete, .incomplete, .incomplete, .incomplete),
    ]

  @Test(
    "A commit waits for nobody, and a proposal only informs; missing input is never green", arguments: table.indices)
  func strictness(_ row: Int) throws {
    let (verdict, binding, commit, proposal) = Self.table[row]
    #expect(try evaluation(verdict).decision.verdict == verdict)
    #expect(try evaluation(verdict).exitStatus == binding)
    #expect(try evaluation(verdict, strictness: .commit).exitStatus == commit)
    #expect(try evaluation(verdict, strictness: .proposal).exitStatus == proposal)
  }

  @Test("Advisory and shadow runs pass what is denied or pending, and nothing else", arguments: table.indices)
  func advisory(_ row: Int) throws {
    let (verdict, binding, _, _) = Self.table[row]
    let expected: Findings.ExitStatus = binding == .denied || binding == .pending ? .allowed : binding
    #expect(try evaluation(verdict, isAdvisory: true).exitStatus == expected)
    #expect(try evaluation(verdict, enforcement: .shadow).exitStatus == expected)
    // The verdict itself is told as it is.
    #expect(try evaluation(verdict, isAdvisory: true).decision.verdict == verdict)
    #expect(try evaluation(verdict, isAdvisory: true).enforcement == "advisory")
    #expect(try evaluation(verdict, enforcement: .shadow).enforcement == "shadow")
  }

  private func report(
    signatures: Bool = true, bindings: Bool = true, recomputation: VerificationReport.Recomputation = .same,
    decision: Bool = true, verdict: Verdict = .allowed
  ) throws -> VerificationReport {
    VerificationReport(
      signatures: .init(holds: signatures, details: []), bindings: .init(holds: bindings, details: []),
      recomputation: recomputation, recomputationDetails: [], decision: .init(holds: decision, details: []),
      evaluation: try evaluation(verdict))
  }

  @Test("A verification that fails in any of its four parts ends in 4")
  func verification() throws {
    let bad = [
      try report(signatures: false), try report(bindings: false), try report(recomputation: .differs),
      try report(decision: false), try report(signatures: false, verdict: .denied),
    ]
    for report in bad {
      #expect(report.exitStatus(requireRecompute: false) == .verificationFailed)
      #expect(report.exitStatus(requireRecompute: true) == .verificationFailed)
    }
  }

  @Test("One that holds ends with the code of the recomputed verdict, never better", arguments: table.indices)
  func verdict(_ row: Int) throws {
    let (verdict, binding, _, _) = Self.table[row]
    #expect(try report(verdict: verdict).exitStatus(requireRecompute: true) == binding)
    let other = try report(recomputation: .notRecomputed, verdict: verdict)
    #expect(other.exitStatus(requireRecompute: false) == binding)
    #expect(other.exitStatus(requireRecompute: true) == .verificationFailed)
  }
}
