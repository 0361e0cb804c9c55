import Findings
import SQL

/// Whether a change of a column's type makes PostgreSQL write the table anew.
///
/// It does unless the new value is the old one under another name (`ATColumnChangeRequiresRewrite` in
/// src/backend/commands/tablecmds.c): the column itself, through casts that change nothing stored.
struct TypeRewrite {
  let schema: SchemaState
  let session: SessionState

  /// The answer for `column`, of type `old` where that is known.
  func answer(
    for column: String, from old: TypeName?, to new: TypeName, using: ExpressionSummary?
  ) -> TableEffect.Rewrite {
    if let using, using.column != column { return .yes }
    guard let old else { return .unknown }
    var answer = TableEffect.Rewrite.no
    var type = old
    for next in (using?.casts ?? []) + [new] {
      switch step(from: type, to: next) {
      case .yes: return .yes
      case .unknown: answer = .unknown
      case .no: break
      }
      type = next
    }
    return answer
  }

  private func step(from old: TypeName, to new: TypeName) -> TableEffect.Rewrite {
    let (from, to) = (schema.base(of: old), schema.base(of: new))
    if Self.spelling(old) == Self.spelling(new) { return .no }
    if to.isConstrained { return .yes }
    if schema.enumerations.contains(ObjectKey(type: from.type))
      != schema.enumerations.contains(ObjectKey(type: to.type))
    {
      return .yes
    }
    if Self.spelling(from.type) == Self.spelling(to.type) { return .no }
    if schema.enumerations.contains(ObjectKey(type: to.type)) { return .yes }
    if session.isUTC, !session.isBeforePostgres(.checksProveNotNull), isZoneChange(from.type, to.type) { return .no }
    return switch TypeChange.classify(from: from.type, to: to.type) {
    case .noRewrite: .no
    case .rewrite: .yes
    case .unknown: .unknown
    }
  }

  /// `timestamp` to `timestamptz` or back without a cut: the same number where the zone is UTC.
  private func isZoneChange(_ old: TypeName, _ new: TypeName) -> Bool {
    guard let from = PostgresType(old), let to = PostgresType(new), !from.isArray, !to.isArray else { return false }
    let names = [from.name, to.name].sorted()
    return names == ["timestamp with time zone", "timestamp without time zone"]
      && (to.modifiers.isEmpty || to.modifiers == from.modifiers)
  }

  static func spelling(_ type: TypeName) -> String { PostgresType(type)?.description ?? type.description }

  /// Whether a plain index on the column serves both types: their values sort by one operator class.
  func keepsIndexes(from old: TypeName, to new: TypeName) -> Bool {
    operatorClass(of: old) == operatorClass(of: new)
  }

  private func operatorClass(of type: TypeName) -> String {
    let base = schema.base(of: type).type
    guard let canonical = PostgresType(base), !canonical.isArray else { return Self.spelling(base) }
    return switch canonical.name {
    case "character varying": "text"
    case "cidr": "inet"
    default: canonical.name
    }
  }
}

extension SchemaState {
  /// Domains of domains are followed this far.
  private static let domainDepth = 16

  /// The type under a domain, and whether any domain on the way has constraints.
  func base(of type: TypeName) -> (type: TypeName, isConstrained: Bool) {
    var (type, isConstrained) = (type, false)
    for _ in 0..<Self.domainDepth {
      guard type.arrayDimensions == 0, let domain = domains[ObjectKey(type: type)] else { break }
      isConstrained = isConstrained || !domain.constraints.isEmpty
      type = domain.base
    }
    return (type, isConstrained)
  }
}
