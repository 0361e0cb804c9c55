/// Counts approvals against requirements, finding by finding.
struct Coverage {
  private let requirements: [Requirement]
  private let approvals: [CountedApproval]
  private let signers: Signers

  /// The order of `approvals` does not matter.
  init(_ requirements: [Requirement], _ approvals: [CountedApproval]) {
    self.requirements = requirements
    self.approvals = approvals
    self.signers = Signers(approvals)
  }

  /// How many people each requirement has for the finding that has fewest, at most as many as it needs.
  func counts() -> [Int] {
    var counts = requirements.map(\.needed)
    var requirementsOf: [String: [Int]] = [:]
    for (index, requirement) in requirements.enumerated() {
      for finding in requirement.findings { requirementsOf[finding, default: []].append(index) }
    }
    for (finding, concerned) in requirementsOf {
      let named = concerned.filter { requirements[$0].role != nil }
      for index in concerned where requirements[index].role == nil {
        counts[index] = min(counts[index], eligible(for: index, finding).count)
      }
      for (index, count) in assign(named, finding) { counts[index] = min(counts[index], count) }
    }
    return counts
  }

  /// The signers who may sign `finding` for the requirement, by number.
  private func eligible(for requirement: Int, _ finding: String) -> Set<Int> {
    Set(
      approvals.indices.filter {
        approvals[$0].findings.contains(finding) && approvals[$0].satisfies(requirements[requirement])
      }
      .map { signers.numbers[$0] })
  }

  /// Gives each place of the named roles a signer of its own: whoever holds two roles fills one place of a
  /// finding.
  ///
  /// A maximum matching (augmenting paths), so that no set of signers that could do is turned away.
  private func assign(_ named: [Int], _ finding: String) -> [(requirement: Int, count: Int)] {
    let candidates = Dictionary(uniqueKeysWithValues: named.map { ($0, eligible(for: $0, finding)) })
    var matching = Matching(candidates: candidates)
    return named.map { requirement in
      // More places than signers cannot be filled, however high `needed` is.
      let places = min(requirements[requirement].needed, candidates[requirement, default: []].count)
      return (requirement, (0..<places).filter { _ in matching.place(requirement) }.count)
    }
  }

  private struct Matching {
    let candidates: [Int: Set<Int>]
    /// The requirement that each signer has a place of.
    var placeOf: [Int: Int] = [:]

    /// Finds a signer for one more place of `requirement`, moving others if need be.
    mutating func place(_ requirement: Int) -> Bool {
      var visited: Set<Int> = []
      return place(requirement, &visited)
    }

    /// Recursion visits a signer once, so it goes at most as deep as there are enrolled people.
    private mutating func place(_ requirement: Int, _ visited: inout Set<Int>) -> Bool {
      for signer in candidates[requirement, default: []].sorted() where visited.insert(signer).inserted {
        guard let holder = placeOf[signer] else {
          placeOf[signer] = requirement
          return true
        }
        if holder != requirement, place(holder, &visited) {
          placeOf[signer] = requirement
          return true
        }
      }
      return false
    }
  }
}
