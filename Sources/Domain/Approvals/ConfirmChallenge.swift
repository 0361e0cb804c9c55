public import Findings
import Policy

/// The challenge `confirm`: the reviewer types the name of what the change does most harm to.
///
/// The question is made from the change's own facts, so neither a reflex nor a template answers it.
public enum ConfirmChallenge {
  /// A challenge is void this many seconds after its first question.
  public static let expirySeconds: Int64 = 300

  /// The question for a finding.
  public static func question(for finding: ApprovalStatement.ShownFinding) -> String {
    "Type the resource that \(finding.kind) is about, to confirm that you have read it"
  }

  /// Whether `answer` is right; space around it does not count.
  public static func accepts(_ answer: String, for finding: ApprovalStatement.ShownFinding) -> Bool {
    let typed = trimmed(answer)
    return !typed.isEmpty && typed == trimmed(finding.resource)
  }

  private static func trimmed(_ text: String) -> String {
    let front = text.drop { $0.isWhitespace }
    return String(String(front.reversed().drop { $0.isWhitespace }).reversed())
  }
}

extension ApprovalStatement {
  /// Grades the transcript again, from the statement alone; `nil` when it holds, else why it does not.
  ///
  /// A signature says who; the transcript says that the reviewer saw what it is about. A bare signature is no approval.
  public func objection(_ sha256: SHA256Function) -> String? {
    guard word == .approved else { return nil }
    guard transcript.challenge == .confirm else {
      return "its challenge \(transcript.challenge.rawValue) cannot be graded by this version"
    }
    guard transcript.reviewSeconds >= 0 else { return "it was submitted before it was opened" }
    guard transcript.reviewSeconds <= ConfirmChallenge.expirySeconds else {
      return "its challenge had expired: \(transcript.reviewSeconds) s after the first question"
    }
    guard !transcript.exchanges.isEmpty else { return "its transcript is empty" }
    for exchange in transcript.exchanges {
      guard let finding = findings.first(where: { $0.fingerprint == exchange.fingerprint }) else {
        return "its transcript asks about a finding that it does not list"
      }
      // The fingerprint binds kind, resource and values: a statement cannot bring its own easier question.
      guard finding.recomputedFingerprint(sha256) == finding.fingerprint else {
        return "it lists a finding whose fingerprint does not match what was shown"
      }
      guard exchange.question == ConfirmChallenge.question(for: finding),
        ConfirmChallenge.accepts(exchange.answer, for: finding)
      else { return "an answer of its transcript is wrong" }
    }
    return nil
  }
}

extension ApprovalStatement.ShownFinding {
  func recomputedFingerprint(_ sha256: SHA256Function) -> Digest {
    Finding.fingerprint(kind: kind, resource: resource, before: before, after: after, sha256)
  }
}
