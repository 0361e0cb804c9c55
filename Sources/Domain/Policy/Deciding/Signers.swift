/// Tells approvals of different people apart.
///
/// Distinct principals **and** distinct keys count: two principals who share a key, or one with two keys,
/// are one signer. Sharing carries over (a–k1, b–k1, b–k2, c–k2 are one signer), which can only count too
/// few.
struct Signers {
  /// The signer of each approval, as a number.
  let numbers: [Int]

  init(_ approvals: [CountedApproval]) {
    var parents: [Int] = []
    func root(_ node: Int) -> Int {
      var node = node
      while parents[node] != node {
        parents[node] = parents[parents[node]]
        node = parents[node]
      }
      return node
    }
    var nodes: [[String]: Int] = [:]
    func node(_ name: [String]) -> Int {
      if let known = nodes[name] { return known }
      nodes[name] = parents.count
      parents.append(parents.count)
      return parents.count - 1
    }
    for approval in approvals {
      let (person, key) = (node(["person", approval.principal]), node(["key", approval.keyID]))
      parents[root(person)] = root(key)
    }
    numbers = approvals.map { root(node(["key", $0.keyID])) }
  }
}
