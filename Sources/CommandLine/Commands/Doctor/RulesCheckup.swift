import Findings
import Gate
import GitProcess
import Policy
import Repositories

/// Which rules hold here: the trunk, the policy at its tip, the trust root and the approvals.
struct RulesCheckup {
  private let session: Session
  private let facts: RepositoryFacts
  private var queries: GitQueries { session.queries }
  private var remote: String { session.remote }

  init(_ session: Session, _ facts: RepositoryFacts) {
    self.session = session
    self.facts = facts
  }

  func examine(_ checkup: inout Checkup) throws(Failure) {
    let remotes = try remotes()
    let (target, policy) = try session.trunk()
    try trunk(target, remotes, &checkup)
    guard target.tip != nil else { return }
    let rules = try session.loader.load(
      target, head: nil, pinnedRoot: session.memory.pinnedRoot(session.invocation), now: session.invocation.now,
      reader: queries.objects())
    describe(rules, &checkup)
    trust(rules, &checkup)
    try approvals(policy.approvalsBranch, &checkup)
  }

  private func remotes() throws(Failure) -> [String] {
    let urls = try queries.settings(matching: "^remote\\..*\\.url$")
    return Set(urls.map { String($0.key.dropFirst("remote.".count).dropLast(".url".count)) }).sorted()
  }

  private func trunk(_ target: Target, _ remotes: [String], _ checkup: inout Checkup) throws(Failure) {
    guard facts.workTree != nil || !remotes.isEmpty else {
      // Where pushes arrive, the branches themselves are the truth.
      return described(target, from: "this repository", &checkup)
    }
    guard remotes.contains(remote) else {
      checkup.note(
        "remote", remotes.isEmpty ? "none" : "none is called \(remote): \(remotes.joined(separator: ", "))",
        fix: remotes.first.map { "git remote rename \($0) \(remote)" } ?? "git remote add \(remote) <url>")
      return described(target, from: "a local branch", &checkup)
    }
    let tracking = "refs/remotes/\(remote)/"
    let references = try queries.references([tracking])
    checkup.ok("remote", remotes.joined(separator: ", "))
    if !references.contains(where: { $0.name == tracking + "HEAD" }) {
      checkup.note(
        "remote", "\(remote) has not said which branch is its default", fix: "git remote set-head \(remote) --auto")
    }
    let branch = ProtectedRefs.branch(of: target.ref ?? "")
    guard references.contains(where: { $0.name == tracking + branch }) else {
      return checkup.fault(
        "trunk", "\(branch) of \(remote) is not here, and a local branch could say anything",
        fix: "git fetch \(remote)")
    }
    described(target, from: remote, &checkup)
  }

  private func described(_ target: Target, from place: String, _ checkup: inout Checkup) {
    let branch = ProtectedRefs.branch(of: target.ref ?? "")
    guard let tip = target.tip else {
      return checkup.fault("trunk", "there is no commit of \(branch) in \(place)", fix: "git fetch \(remote)")
    }
    checkup.ok("trunk", "\(branch)@\(tip.hex.prefix(7)) from \(place)")
  }

  private func describe(_ rules: TargetRules, _ checkup: inout Checkup) {
    let text = "\(rules.policySource), sha256:\(rules.policyDigest.hex)"
    guard rules.hasPolicyFile else {
      return checkup.fault(
        "policy", "the trunk has none; \(text) is used",
        fix: Files.exists((facts.workTree ?? ".") + "/.gatehouse/policy.yaml")
          ? "commit and push .gatehouse" : "gatehouse init, then commit and push .gatehouse")
    }
    guard rules.policy.enforcement == .enforce else {
      return checkup.note(
        "policy", "\(text), enforcement \(rules.policy.enforcement.rawValue): nothing is blocked",
        fix: "set enforcement: enforce in .gatehouse/policy.yaml")
    }
    checkup.ok("policy", text)
  }

  private func trust(_ rules: TargetRules, _ checkup: inout Checkup) {
    guard let digest = rules.trustRootDigest else {
      return checkup.note(
        "trust", "the trunk has no trust root: nothing can be approved",
        fix: "gatehouse trust init --help, then commit and push .gatehouse")
    }
    guard let objection = rules.trustRootObjection else {
      return checkup.ok("trust", "sha256:\(digest.hex), pinned here")
    }
    checkup.fault(
      "trust", objection, fix: "ask somebody you trust for the digest, then: gatehouse trust pin <digest>")
  }

  private func approvals(_ branch: String, _ checkup: inout Checkup) throws(Failure) {
    let local = "refs/heads/" + branch
    let tracking = "refs/remotes/\(remote)/\(branch)"
    let seen = "refs/gatehouse/seen/\(remote)/\(branch)"
    let references = try queries.references([local, tracking, seen])
    let tips = Dictionary(references.map { ($0.name, $0.target) }) { first, _ in first }
    if let seen = tips[seen], let fetched = tips[tracking], try !queries.isAncestor(seen, of: fetched) {
      return checkup.fault(
        "approvals", "\(remote)/\(branch) lost what this clone has seen: \(seen.hex.prefix(12))",
        fix: "find out who rewrote it; to accept it as it is: git update-ref -d refs/gatehouse/seen/\(remote)/\(branch)"
      )
    }
    if let mine = tips[local],
      try tips[tracking].map({ id throws(Failure) in try !queries.isAncestor(mine, of: id) })
        ?? true
    {
      return checkup.note(
        "approvals", "\(branch) holds some that \(remote) has not seen", fix: "git push \(remote) \(branch)")
    }
    checkup.ok("approvals", tips[tracking] == nil ? "\(branch): none yet" : "\(branch), as \(remote) has it")
  }
}
