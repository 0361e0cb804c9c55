import HCL

/// Computes what data sources only put together: the policies of `aws_iam_policy_document` and `google_iam_policy`, and the
/// text of `template_file`.
enum PolicyDocumentSource {
  static let types: Set<String> = ["aws_iam_policy_document", "google_iam_policy", "template_file"]

  /// What a data source of one of these types says.
  static func document(_ block: ConfigurationBlock, _ scope: StaticScope) -> StaticValue {
    switch block.labels.first {
    case "template_file": renderedTemplate(block, scope)
    case "google_iam_policy": .encoded(googlePolicy(block, scope))
    default: .encoded(policyDocument(block, scope))
    }
  }

  /// The template of `template_file`, which sees its `vars` and nothing else.
  private static func renderedTemplate(_ block: ConfigurationBlock, _ scope: StaticScope) -> StaticValue {
    guard let template = value("template", of: block, scope)?.string else { return .unknown }
    let parsed = HCL.parseTemplate(Array(template.utf8))
    let variables = value("vars", of: block, scope) ?? .object([:])
    guard parsed.diagnostics.isEmpty, let variables = variables.members else { return .unknown }
    return Evaluator(scope: StaticScope()).binding(variables).value(of: parsed.expression)
  }

  // MARK: Amazon

  private static func policyDocument(_ block: ConfigurationBlock, _ scope: StaticScope) -> StaticValue {
    func documents(_ names: [String]) -> [StaticValue] {
      names.flatMap { name -> [StaticValue] in
        guard let value = value(name, of: block, scope), value != .null else { return [] }
        let texts = value.elements ?? [value]
        return texts.flatMap { PolicyDocument.statements(ofText: $0) ?? [.unknown] }
      }
    }
    var statements = documents(["source_policy_documents", "source_json"])
    statements += scope.children(ofType: "statement", of: block).map { statement($0, scope) }
    // A statement with the id of an earlier one takes its place.
    for override in documents(["override_policy_documents", "override_json"]) {
      let id = override.members?["Sid"]?.string ?? ""
      if !id.isEmpty { statements.removeAll { $0.members?["Sid"]?.string == id } }
      statements.append(override)
    }
    return .object(["Version": .string("2012-10-17"), "Statement": .tuple(statements)])
  }

  /// What one `statement` block says.
  static func statement(_ block: ConfigurationBlock, _ scope: StaticScope) -> StaticValue {
    var members: [String: StaticValue] = [:]
    let names = [
      ("sid", "Sid"), ("effect", "Effect"), ("actions", "Action"), ("not_actions", "NotAction"),
      ("resources", "Resource"), ("not_resources", "NotResource"),
    ]
    for (name, member) in names {
      if let value = value(name, of: block, scope), value != .null { members[member] = value }
    }
    if members["Effect"] == nil { members["Effect"] = .string("Allow") }
    for (type, member) in [("principals", "Principal"), ("not_principals", "NotPrincipal")] {
      let blocks = scope.children(ofType: type, of: block)
      if !blocks.isEmpty { members[member] = principals(blocks, scope) }
    }
    let conditions = scope.children(ofType: "condition", of: block)
    if !conditions.isEmpty { members["Condition"] = self.conditions(conditions, scope) }
    return .object(members)
  }

  private static func principals(_ blocks: [ConfigurationBlock], _ scope: StaticScope) -> StaticValue {
    var result: [String: [StaticValue]] = [:]
    for block in blocks {
      let type = value("type", of: block, scope)?.string ?? "AWS"
      let identifiers = value("identifiers", of: block, scope) ?? .unknown
      // A single text is none of the sets that are asked for; what it means is plain all the same.
      result[type, default: []] += identifiers.elements ?? [identifiers]
    }
    return .object(result.mapValues { .tuple($0) })
  }

  /// Blocks of one test and variable add up.
  private static func conditions(_ blocks: [ConfigurationBlock], _ scope: StaticScope) -> StaticValue {
    var result: [String: [String: StaticValue]] = [:]
    for block in blocks {
      let test = value("test", of: block, scope)?.string ?? "?"
      let variable = value("variable", of: block, scope)?.string ?? "?"
      let values = value("values", of: block, scope) ?? .unknown
      let others = result[test]?[variable].map { $0.elements ?? [$0] }
      result[test, default: [:]][variable] = others.map { .tuple($0 + (values.elements ?? [values])) } ?? values
    }
    return .object(result.mapValues { .object($0) })
  }

  // MARK: Google

  private static func googlePolicy(_ block: ConfigurationBlock, _ scope: StaticScope) -> StaticValue {
    let bindings = scope.children(ofType: "binding", of: block).map { binding in
      StaticValue.object([
        "role": value("role", of: binding, scope) ?? .unknown,
        "members": value("members", of: binding, scope) ?? .unknown,
      ])
    }
    return .object(["bindings": .tuple(bindings)])
  }

  private static func value(_ name: String, of block: ConfigurationBlock, _ scope: StaticScope) -> StaticValue? {
    block.attribute(name).map { Evaluator(scope: scope.around(block)).value(of: $0.expression) }
  }
}
