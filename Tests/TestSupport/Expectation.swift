import Findings
import JSON

/// What `expected.json` asks of the findings: their exact number and order, and every field that it gives.
///
///     { "description": "…",
///       "findings": [ { "kind": "network.ingress.world", "path": "rules.v4", "after": "…", "before": null } ],
///       "governed": ["rules.v4"], "parsers": { "postgres": "…" } }
///
/// `kind` and `path` are required; `null` demands that there is no value. `governed` and `parsers` are
/// compared, whole, when they are given. A key that nobody reads is an error, so that a misspelt one cannot
/// pass.
public struct Expectation: Sendable {
  /// What the case shows, for people.
  public let description: String
  /// The expected findings in report order.
  public let findings: [ExpectedFinding]
  /// The governed paths in byte order, or `nil` to leave them unchecked.
  public let governed: [String]?
  /// The parsers, or `nil` to leave them unchecked.
  public let parsers: [String: String]?

  init(json bytes: [UInt8]) throws {
    let root = JSONCursor(try JSONReader.parse(bytes))
    try Self.refuseUnknown(root, known: ["description", "findings", "governed", "parsers"])
    description = try root.required("description").string()
    findings = try root.required("findings").elements().map(ExpectedFinding.init)
    governed = try root.optional("governed")?.strings().sorted { RepositoryPath($0) < RepositoryPath($1) }
    parsers = try root.optional("parsers").map { cursor in
      Dictionary(uniqueKeysWithValues: try cursor.members().map { ($0.key, try $0.value.string()) })
    }
  }

  static func refuseUnknown(_ cursor: JSONCursor, known: Set<String>) throws {
    for member in try cursor.members() where !known.contains(member.key) {
      throw FixtureError("unknown key \(member.key) in expected.json")
    }
  }
}
