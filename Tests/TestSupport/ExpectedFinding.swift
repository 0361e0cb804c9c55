import Findings
import JSON

/// The fields that one expected finding gives, and how a finding looks in the same form.
public struct ExpectedFinding: Sendable {
  /// The fields as they stand in `expected.json`.
  let fields: JSONObject

  init(_ cursor: JSONCursor) throws {
    try Expectation.refuseUnknown(cursor, known: Set(Self.fieldNames))
    _ = try cursor.required("kind").string()
    _ = try cursor.required("path").string()
    fields = try cursor.object()
  }

  /// The kind's id.
  public var kind: String { fields["kind"]?.string ?? "" }

  /// The fields in which `finding` is not what is expected, one sentence each.
  func differences(from finding: Finding) -> [String] {
    let actual = Self.json(of: finding)
    return fields.members.compactMap { member in
      let found = actual[member.key] ?? .null
      if member.key == "facts" ? Self.contains(found, member.value) : found == member.value { return nil }
      return "\(member.key): expected \(Self.compact(member.value)), found \(Self.compact(found))"
    }
  }

  /// Every field of `finding` in the form of `expected.json`.
  static func json(of finding: Finding) -> JSONObject {
    var object = JSONObject()
    object["kind"] = .string(finding.kind.id)
    object["path"] = .string(finding.location.path.display)
    object["line"] = .integer(Int64(finding.location.line))
    object["endLine"] = .integer(Int64(finding.location.endLine))
    object["side"] = .string(finding.location.side.rawValue)
    object["resource"] = .string(finding.resource)
    object["before"] = .optional(finding.before?.shown)
    object["after"] = .optional(finding.after?.shown)
    object["confidence"] = .string(finding.confidence.rawValue)
    object["files"] = .strings(finding.files.map(\.display))
    var facts = JSONObject()
    for fact in finding.facts { facts[fact.name] = .string(fact.value) }
    object["facts"] = .object(facts)
    return object
  }

  private static let fieldNames = [
    "kind", "path", "line", "endLine", "side", "resource", "before", "after", "confidence", "files", "facts",
  ]

  /// Facts may be given in part: a case need not name all of them.
  private static func contains(_ found: JSONValue, _ expected: JSONValue) -> Bool {
    guard let expected = expected.object else { return false }
    return expected.members.allSatisfy { found[$0.key] == $0.value }
  }

  static func compact(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .string(let text): "\"\(text)\""
    case .integer(let number): String(number)
    default:
      PrettyJSON.text(value).split(whereSeparator: \.isNewline).map { $0.trimmingPrefix { $0 == " " } }
        .joined(separator: " ")
    }
  }
}
