import Approvals
import Attestation
import Findings
import Gate
import GitProcess
import Policy
import Reports
import Repositories
import Signing

/// One reviewer at work on one change.
struct ReviewerSession {
  private let session: Session
  private let options: SigningOptions

  init(_ invocation: Invocation, _ options: SigningOptions) throws(Failure) {
    session = Session(invocation, options.repository)
    self.options = options
  }

  /// Shows, asks where an approval needs it, signs, and keeps the statement on the approvals branch.
  func sign(_ word: ApprovalStatement.Word) throws(Failure) -> ExitStatus {
    let evaluation = try options.selection.find(options.change, session, options.judging)
    let root = try trustRoot(evaluation)
    let key = try reviewerKey()
    guard let holder = root.holder(of: key.keyID) else {
      throw Failure(
        .signing, "the key \(key.keyID) is not in the trust root of \(evaluation.rules.repository)",
        hint: "name another key with --key, or have an owner add yours: gatehouse trust add")
    }
    if let objection = holder.key.objection(at: Timestamp(seconds: session.invocation.now)) {
      throw Failure(.signing, objection.message, hint: "sign with another key, or have an owner add a new one")
    }
    try refuse(holder.principal, evaluation)
    let roles = try roles(of: holder.principal, root, evaluation)
    Terminal.note(ExplainReport.make(evaluation))
    let transcript = try word == .approved ? challenge(evaluation, roles) : plainTranscript()
    let statement = statement(word, evaluation, roles: roles, transcript: transcript)
    let envelope = try seal(statement, key)
    let digest = SHA256Function.crypto(envelope)
    let branchName = evaluation.rules.policy.approvalsBranch
    try session.approvalsBranch(branchName).append(
      envelope, folder: evaluation.change.changeID, name: digest.hex + ".json",
      message: "\(word.rawValue) \(evaluation.change.changeID) by \(holder.principal.id)\n")
    try LedgerWriter(session: session).record(statement, by: holder.principal.id, envelope: digest)
    Terminal.note(
      "\(word.rawValue)  \(evaluation.change.changeID)  by \(holder.principal.id)  \(digest.hex.prefix(12))")
    Terminal.note("next: git push \(session.remote) \(branchName)")
    return .allowed
  }

  private func trustRoot(_ evaluation: Evaluation) throws(Failure) -> TrustRoot {
    guard let root = evaluation.rules.trustRoot else {
      throw Failure(
        .signing, "nothing can be approved: \(evaluation.rules.trustRootObjection ?? "the target has no trust root")",
        hint: "an owner introduces one with gatehouse trust init; you pin it with gatehouse trust pin <digest>")
    }
    return root
  }

  /// Refused before any question: those whose signature could not count.
  private func refuse(_ principal: Principal, _ evaluation: Evaluation) throws(Failure) {
    guard principal.kind == .person else {
      throw Failure(.signing, "\(principal.id) is of kind \(principal.kind.rawValue); only a person can sign this")
    }
    guard Set(principal.emails.map { $0.lowercased() }).isDisjoint(with: evaluation.writers) else {
      throw Failure(
        .signing, "\(principal.id) wrote this change and cannot approve it", hint: "ask someone who did not write it")
    }
  }

  private func roles(
    of principal: Principal, _ root: TrustRoot, _ evaluation: Evaluation
  ) throws(Failure) -> [String] {
    let held = root.roles(of: principal)
    guard options.roles.isEmpty else {
      let missing = Set(options.roles).subtracting(held)
      guard missing.isEmpty else {
        throw Failure(
          .signing, "\(principal.id) does not hold the role \(missing.sorted().joined(separator: ", "))",
          hint: held.isEmpty
            ? "no role is given to you in the trust root" : "you hold: \(held.sorted().joined(separator: ", "))")
      }
      return options.roles
    }
    return Set(evaluation.assessment.requirements.compactMap(\.role)).intersection(held).sorted()
  }

  /// The key file that was named, or git's own signing key.
  private func reviewerKey() throws(Failure) -> SSHKeygenSigner {
    let configured = if let key = options.key { key } else { try session.queries.configuration("user.signingKey") }
    guard let file = configured, !file.isEmpty else {
      throw Failure(
        .signing, "no key is named", hint: "pass --key ~/.ssh/id_ed25519, or set git config user.signingKey")
    }
    let home = session.invocation.environment["HOME"] ?? ""
    let path = file.hasPrefix("~/") ? home + file.dropFirst(1) : file
    try KeyPlace(session: session).refuseWorkTree(
      path, "your key", hint: "keep it outside of repositories, as in ~/.ssh")
    return try SSHKeygenSigner(
      keyFile: path, namespace: SignatureNamespace.approval, environment: session.invocation.environment,
      isInteractive: Terminal.isInteractive)
  }

  /// The challenge `confirm`, about the finding with the highest score; one question for all that is shown above.
  private func challenge(_ evaluation: Evaluation, _ roles: [String]) throws(Failure) -> Transcript {
    let findings = evaluation.assessment.findings.filter { $0.suppressed == nil }
    guard let worst = findings.max(by: { $0.score.value < $1.score.value }) else {
      throw Failure(.signing, "the change has no finding to approve")
    }
    let concerned = evaluation.assessment.requirements.filter { $0.role.map(roles.contains) ?? true }
    if let other = concerned.first(where: { !$0.challenge.isRunnable }) {
      throw Failure(
        .signing, "this change needs the challenge \(other.challenge.rawValue), which this version cannot run",
        hint: "ask for confirm in the policy, or use a version that runs it")
    }
    let shown = ApprovalStatement.ShownFinding(worst)
    let opened = session.invocation.currentTime()
    let minimum = Int64(concerned.map(\.minimumReview).max() ?? 0)
    if minimum > 0 { Terminal.note("The minimum review is \(minimum) s; it runs from now.") }
    let question = ConfirmChallenge.question(for: shown)
    while true {
      guard let answer = Terminal.readAnswer("\(question): ") else {
        throw Failure(.signing, "no answer was given; nothing was signed")
      }
      guard ConfirmChallenge.accepts(answer, for: shown) else {
        throw Failure(
          .signing, "that is not what the change is about; nothing was signed", hint: "read the findings and try again")
      }
      let submitted = session.invocation.currentTime()
      guard submitted - opened >= minimum else {
        Terminal.note("\(minimum - (submitted - opened)) s of the minimum review are left; answer again then.")
        continue
      }
      guard submitted - opened <= ConfirmChallenge.expirySeconds else {
        throw Failure(.signing, "the challenge expired after \(ConfirmChallenge.expirySeconds) s; nothing was signed")
      }
      return Transcript(
        challenge: .confirm, openedAt: Timestamp(seconds: opened), submittedAt: Timestamp(seconds: submitted),
        exchanges: [.init(fingerprint: shown.fingerprint, question: question, answer: answer)])
    }
  }

  private func plainTranscript() -> Transcript {
    let now = Timestamp(seconds: session.invocation.currentTime())
    return Transcript(challenge: .confirm, openedAt: now, submittedAt: now, exchanges: [])
  }

  private func statement(
    _ word: ApprovalStatement.Word, _ evaluation: Evaluation, roles: [String], transcript: Transcript
  ) -> ApprovalStatement {
    var generator = SystemRandomNumberGenerator()
    let nonce = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    return ApprovalStatement(
      word: word, roles: roles, targetRef: evaluation.proposal.targetRef ?? "",
      repository: evaluation.rules.repository, changeDigest: evaluation.change.digest, files: evaluation.change.files,
      findings: evaluation.assessment.findings.map { ApprovalStatement.ShownFinding($0) },
      requirements: evaluation.assessment.requirements.map {
        .init(role: $0.role, needed: $0.needed, challenge: $0.challenge)
      },
      policyDigest: evaluation.rules.policyDigest, ruleSetDigest: evaluation.ruleSetDigest, transcript: transcript,
      nonce: Hex.encode(nonce), ticket: options.ticket)
  }

  private func seal(_ statement: ApprovalStatement, _ key: SSHKeygenSigner) throws(Failure) -> [UInt8] {
    let payload: [UInt8]
    do {
      payload = try statement.statement.encoded()
    } catch {
      throw Failure(.internal, "the approval could not be encoded: \(error)")
    }
    return try Envelope(signing: payload, as: PayloadType.inToto, with: key).json
  }
}
