import Findings
import SQL

/// What a rule found in one command; the walk adds where it stands.
struct Hazard: Sendable {
  /// The object in SQL's own names: `users`, `users.ssn`, `billing.Audit Log`.
  var resource: String
  var before: String?
  var after: String?
  /// `nil` leaves it at what the file's standing allows.
  var confidence: Finding.Confidence?
  var facts: [Finding.Fact]
  /// Other files whose statements made the difference.
  var sources: [RepositoryPath]

  init(
    _ resource: String, before: String? = nil, after: String? = nil, confidence: Finding.Confidence? = nil,
    facts: [Finding.Fact] = [], sources: [RepositoryPath] = []
  ) {
    self.resource = resource
    self.before = before
    self.after = after
    self.confidence = confidence
    self.facts = facts
    self.sources = sources
  }

  /// A hazard of a whole table; `cost` are the facts of what it does to it.
  static func table(
    _ table: QualifiedName, before: String? = nil, after: String? = nil, cost: [Finding.Fact] = [],
    facts: [Finding.Fact] = []
  ) -> Hazard {
    Hazard(
      table.description, before: before, after: after,
      facts: [Finding.Fact("table", table.description)] + cost + facts)
  }

  /// A hazard of one part of a table: `role` says what `name` is, such as `column`, `constraint` or `index`.
  ///
  /// A part without a name of its own is named by its table.
  static func part(
    _ role: String, _ name: String?, of table: QualifiedName, before: String? = nil, after: String? = nil,
    confidence: Finding.Confidence? = nil, cost: [Finding.Fact] = [], facts: [Finding.Fact] = [],
    sources: [RepositoryPath] = []
  ) -> Hazard {
    var known = [Finding.Fact("table", table.description)]
    if let name { known.append(Finding.Fact(role, name)) }
    return Hazard(
      name.map { "\(table).\($0)" } ?? table.description, before: before, after: after,
      confidence: confidence, facts: known + cost + facts, sources: sources)
  }
}
