import Findings
import Policy
import RegularExpressions
import YAML

/// Reads the lists of a policy file that hold conditions.
struct RuleDecoder: Sendable {
  let reader: NodeReader
  let conditions: ConditionReader

  func rules(_ node: YAMLNode) throws(Failure) -> [PolicyRule] {
    var rules: [PolicyRule] = []
    var ids: Set<String> = []
    for element in try reader.elements(node) {
      let fields = try FieldReader(
        element, reader, "a rule", keys: ["id", "when", "action", "roles", "reason", "sla", "controls"])
      let idNode = try fields.required("id")
      let id = try identifier(idNode)
      guard ids.insert(id).inserted else { throw reader.failure(idNode, "duplicate rule id '\(id)'") }
      rules.append(try rule(id, fields))
    }
    return rules
  }

  private func rule(_ id: String, _ fields: FieldReader) throws(Failure) -> PolicyRule {
    let action = try reader.word(fields.required("action"), as: RuleAction.self, called: "action")
    let roles = try fields.optional("roles", reader.texts) ?? []
    if let node = fields["roles"], !action.asksForApproval, action != .notify {
      throw reader.failure(node, "'\(action.rawValue)' takes no roles")
    }
    if action == .escalate, roles.isEmpty {
      throw reader.failure(fields["roles"] ?? fields.node, "'escalate' needs the roles that it escalates to")
    }
    return PolicyRule(
      id: id, when: try conditions.condition(fields.required("when")), action: action, roles: roles,
      reason: try reader.text(fields.required("reason")), sla: try fields.optional("sla", reader.duration),
      controls: try fields.optional("controls", reader.texts) ?? [],
      location: reader.file.location(fields.node.position))
  }

  /// An id as it can stand in a report, a SARIF file and a shell command.
  private func identifier(_ node: YAMLNode) throws(Failure) -> String {
    let id = try reader.text(node)
    let allowed = id.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
        true
      default: false
      }
    }
    guard allowed, id.utf8.count <= 100 else {
      throw reader.failure(node, "a rule id has letters, digits, '-', '_' and '.', at most 100")
    }
    guard id != Rejection.maximumScoreRule else {
      throw reader.failure(node, "'\(id)' is not free as a rule id")
    }
    return id
  }

  func amplifiers(_ node: YAMLNode) throws(Failure) -> [Amplifier] {
    var amplifiers: [Amplifier] = []
    for element in try reader.elements(node) {
      let fields = try FieldReader(element, reader, "an amplifier", keys: ["field", "op", "value", "boost"])
      let test = try conditions.test(fields)
      guard !test.field.followsScore else {
        throw reader.failure(
          try fields.required("field"),
          "an amplifier cannot read '\(test.field.rawValue)', which follows from scores")
      }
      amplifiers.append(
        Amplifier(
          test, boost: try reader.integer(fields.required("boost"), in: Amplifier.boosts),
          location: reader.file.location(element.position)))
    }
    return amplifiers
  }

  func timeLocks(_ node: YAMLNode) throws(Failure) -> [TimeLock] {
    var locks: [TimeLock] = []
    for element in try reader.elements(node) {
      let fields = try FieldReader(element, reader, "a time lock", keys: ["when", "wait"])
      locks.append(
        TimeLock(
          when: try conditions.condition(fields.required("when")),
          wait: try reader.duration(fields.required("wait")), location: reader.file.location(element.position)
        ))
    }
    return locks
  }

  func tickets(_ node: YAMLNode) throws(Failure) -> [TicketRule] {
    var tickets: [TicketRule] = []
    for element in try reader.elements(node) {
      let fields = try FieldReader(element, reader, "a ticket rule", keys: ["when", "pattern"])
      let patternNode = try fields.required("pattern")
      let source = try reader.text(patternNode)
      let pattern: LinearRegex
      do throws(RegexError) { pattern = try LinearRegex(source) } catch {
        throw reader.failure(patternNode, "invalid regular expression: \(error.description)")
      }
      tickets.append(
        TicketRule(
          when: try conditions.condition(fields.required("when")), pattern: pattern,
          location: reader.file.location(element.position)))
    }
    return tickets
  }
}
