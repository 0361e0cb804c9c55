import Findings
import SQL

extension ColumnDefinition {
  /// The pseudo-types that stand for an integer with a sequence.
  private static let serials: Set<String> = [
    "serial", "bigserial", "smallserial", "serial2", "serial4", "serial8",
  ]

  var isSerial: Bool { type.map { $0.schema == nil && Self.serials.contains($0.name) } ?? false }

  /// Whether rows that exist get a value other than NULL when the column is added.
  var hasValueForOldRows: Bool {
    if let defaultValue { return !defaultValue.isNull }
    return isIdentity || isSerial || generation != nil
  }

  /// Whether PostgreSQL writes every row when the column is added.
  func isRewriting(_ schema: SchemaState, _ session: SessionState) -> Bool {
    rewritingForm(schema, session) != nil || defaultValue.map { FunctionVolatility.volatile(in: $0) != nil } ?? false
  }

  /// Whether it reads every row, or builds an index, when the column is added. A foreign key of a column that is NULL
  /// everywhere has nothing to look up.
  var isChecked: Bool {
    if isNotNull, !hasValueForOldRows { return true }
    return constraints.contains { constraint in
      constraint.kind != .foreignKey || defaultValue != nil || isSerial
    }
  }

  /// How the column makes PostgreSQL write every row when it is added, in a few words; `nil` when it does
  /// not by its type.
  func rewritingForm(_ schema: SchemaState, _ session: SessionState) -> String? {
    guard let type else { return nil }
    let spelled = TypeRewrite.spelling(type)
    if isSerial { return type.name }
    if isIdentity { return "\(spelled) GENERATED AS IDENTITY" }
    if generation == .stored { return "\(spelled) GENERATED STORED" }
    if schema.base(of: type).isConstrained { return "\(spelled) with constraints" }
    // Since version 11 a default that is one value for all rows is kept beside the table (release notes, E.24).
    if session.isBeforePostgres(.rowsKeptByDefault), let defaultValue, !defaultValue.isNull,
      FunctionVolatility.volatile(in: defaultValue) == nil
    {
      return "\(spelled) with a DEFAULT, before PostgreSQL 11"
    }
    return nil
  }
}

extension ServerVersion {
  /// PostgreSQL adds a column with a constant default without writing the rows.
  static let rowsKeptByDefault = ServerVersion(11)
  /// PostgreSQL takes a validated CHECK for a proof of NOT NULL, locks a parent less for ATTACH PARTITION, and knows that
  /// `timestamp` and `timestamptz` are one in UTC (release notes of version 12).
  static let checksProveNotNull = ServerVersion(12)
}

extension Drop {
  /// The fact that what depends on the object goes as well.
  var cascadeFact: [Finding.Fact] { cascade ? [Finding.Fact("cascade", "true")] : [] }
}
