import Findings
import SQL

extension Constraint {
  /// Whether PostgreSQL reads the rows, or builds an index, under the lock that adding the constraint takes.
  var blocks: Bool {
    switch kind {
    case .foreignKey, .check: !isNotValid
    case .unique, .primaryKey: usingIndex == nil
    // There is no form of an exclusion constraint that spares the lock.
    case .exclusion: true
    case .notNull: false
    }
  }
}

extension ColumnDefinition {
  /// The pseudo-types that stand for an integer with a sequence.
  private static let serials: Set<String> = [
    "serial", "bigserial", "smallserial", "serial2", "serial4", "serial8",
  ]

  private var isSerial: Bool { type.map { $0.schema == nil && Self.serials.contains($0.name) } ?? false }

  /// Whether rows that exist get a value other than NULL when the column is added.
  var hasValueForOldRows: Bool {
    if let defaultValue { return !defaultValue.isNull }
    return isIdentity || isSerial || generation != nil
  }

  /// How the column makes PostgreSQL write every row when it is added, in a few words; `nil` when it does
  /// not.
  func rewritingForm(_ context: HazardContext) -> String? {
    guard let type else { return nil }
    let spelled = context.spelled(type)
    if isSerial { return type.name }
    if isIdentity { return "\(spelled) GENERATED AS IDENTITY" }
    if generation == .stored { return "\(spelled) GENERATED STORED" }
    let key = ObjectKey(QualifiedName(schema: type.schema, type.name))
    return context.schema.constrainedDomains.contains(key) ? "\(spelled) with constraints" : nil
  }
}

extension Drop {
  /// The fact that what depends on the object goes as well.
  var cascadeFact: [Finding.Fact] { cascade ? [Finding.Fact("cascade", "true")] : [] }
}
