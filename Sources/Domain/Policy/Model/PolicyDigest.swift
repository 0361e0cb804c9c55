public import Findings
import RegularExpressions

extension Policy {
  /// The SHA-256 of the effective policy: of what it means, not of how the file is laid out.
  ///
  /// Comments, positions, notes and the order of rules do not enter. The encoding is injective: a text is
  /// `<bytes>:<text>`, a list is `(` its elements `)`, an absent value is `-`.
  public func digest(_ sha256: SHA256Function) -> Digest { sha256(canonicalBytes) }

  /// What is hashed.
  public var canonicalBytes: [UInt8] {
    let items: [CanonicalItem] = [
      .text("gatehouse.policy/v1"), .sorted(extends.map { .text($0) }), .text(enforcement.rawValue),
      .list([.text(protected.trunk), .globs(protected.refs)]), .globs(governed),
      .list(environments.map(\.canonical)),
      .list([.number(levels.medium), .number(levels.high), .number(levels.critical)]),
      .list(overrides.map(\.canonical)),
      .sorted(amplifiers.map { .list([$0.test.canonical, .number($0.boost)]) }),
      .list(RiskLevel.allCases.map { .list([.text($0.rawValue), approvals(for: $0).canonical]) }),
      .list(rules.map(\.canonical)),
      .sorted(timeLocks.map { .list([$0.when.canonical, .number($0.wait)]) }),
      .sorted(tickets.map { .list([$0.when.canonical, .text($0.pattern.source)]) }),
      .sorted(suppressions.map(\.canonical)), .text(approvalsBranch), .optional(maxScore),
    ]
    // A policy that names no server has the digest that it had before servers could be named.
    return CanonicalItem.list(items + (databases.isEmpty ? [] : [.sorted(databases.map(\.canonical))])).bytes
  }
}

/// A value on its way into the digest.
private indirect enum CanonicalItem {
  case absent
  case text(String)
  case list([CanonicalItem])

  static func number(_ value: some BinaryInteger) -> CanonicalItem { .text(String(value)) }

  static func optional(_ value: Int?) -> CanonicalItem { value.map { .number($0) } ?? .absent }

  static func texts(_ values: [String]) -> CanonicalItem { .list(values.map { .text($0) }) }

  /// A list whose order means nothing.
  static func sorted(_ items: [CanonicalItem]) -> CanonicalItem {
    .list(items.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) })
  }

  static func globs(_ globs: [Glob]) -> CanonicalItem { .sorted(globs.map { .text($0.source) }) }

  var bytes: [UInt8] {
    switch self {
    case .absent: Array("-".utf8)
    case .text(let text): Array("\(text.utf8.count):".utf8) + text.utf8
    case .list(let items): [UInt8(ascii: "(")] + items.flatMap(\.bytes) + [UInt8(ascii: ")")]
    }
  }
}

extension EnvironmentMap {
  fileprivate var canonical: CanonicalItem {
    .list([.text(name), .globs(paths), .globs(branches), .number(multiplier)])
  }
}

extension DatabaseServer {
  fileprivate var canonical: CanonicalItem {
    .list([.text(product.rawValue), .text(version.description), .globs(paths)])
  }
}

extension ScoreOverride {
  fileprivate var canonical: CanonicalItem {
    switch target {
    case .level(let level): .list([.text(kind), .text("level"), .text(level.rawValue)])
    case .score(let score): .list([.text(kind), .text("score"), .number(score)])
    }
  }
}

extension ApprovalTerms {
  fileprivate var canonical: CanonicalItem {
    .list([.number(count), .text(challenge.rawValue), .number(minimumReview), .text(String(userPresence))])
  }
}

extension PolicyRule {
  fileprivate var canonical: CanonicalItem {
    .list([
      .text(id), when.canonical, .text(action.rawValue), .sorted(roles.map { .text($0) }), .text(reason),
      .optional(sla), .sorted(controls.map { .text($0) }),
    ])
  }
}

extension Suppression {
  fileprivate var canonical: CanonicalItem {
    let what: CanonicalItem =
      switch subject {
      case .fingerprint(let digest): .texts(["fingerprint", digest.hex])
      case .kind(let kind, let path): .texts(["kind", kind, path.source])
      }
    return .list([what, .text(reason), .text(owner), .number(expires)])
  }
}

extension Condition {
  fileprivate var canonical: CanonicalItem {
    switch self {
    case .all(let parts): .list([.text("all")] + parts.map(\.canonical))
    case .any(let parts): .list([.text("any")] + parts.map(\.canonical))
    case .not(let part): .list([.text("not"), part.canonical])
    case .test(let test): test.canonical
    }
  }
}

extension FieldTest {
  fileprivate var canonical: CanonicalItem {
    .list([.text("test"), .text(field.rawValue), .text(operation.rawValue), Self.canonical(operand)])
  }

  private static func canonical(_ value: FieldValue) -> CanonicalItem {
    switch value {
    case .text(let text): .texts(["text", text])
    case .integer(let number): .list([.text("integer"), .number(number)])
    case .boolean(let truth): .texts(["boolean", String(truth)])
    case .list(let elements): .list([.text("list")] + elements.map(canonical))
    }
  }
}
