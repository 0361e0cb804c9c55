/// How far a change reaches: the distinct directories (root modules, for Terraform) of its weighty findings.
///
/// A change that touches many places at once is riskier than the worst of its parts: it fails in more than
/// one way and cannot be watched in one place.
enum Breadth {
  /// From how many directories on the score of the change rises, and by how much.
  static let steps: [(directories: Int, boost: Int)] = [(4, 50), (8, 100), (12, 200)]

  /// What is added to the worst score.
  static func boost(directories: Int) -> Int {
    steps.last { directories >= $0.directories }?.boost ?? 0
  }
}
