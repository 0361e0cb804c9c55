public import Findings
import SQL

extension ChangeKind {
  /// A primary key, unique, check or foreign key constraint is dropped and not added again in the same file.
  public static let migrationConstraintDropped = ChangeKind(
    id: "migration.constraint.dropped", title: "Constraint dropped",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why:
      "Rows that break the rule can be written from now on, and the constraint can be added again only once "
      + "they are repaired.",
    instead:
      "Drop it only when no code relies on it; to change it, add the new one as NOT VALID, validate it, "
      + "then drop the old one.")
}

struct ConstraintDropped: HazardRule {
  let kind = ChangeKind.migrationConstraintDropped

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    if case .drop(let drop) = command, drop.kind == .index, context.dialect != .postgres {
      return drop.names.compactMap { uniqueIndex($0.name, of: drop.table, context) }
    }
    guard case .alterTable(let alter) = command else { return [] }
    return alter.actions.compactMap { action in
      if case .dropIndex(let name) = action { return uniqueIndex(name, of: alter.name, context) }
      guard case .dropConstraint(let name, _, let cascade) = action, !context.schema.isNew(alter.name),
        !isReplaced(name, of: alter.name, context)
      else { return nil }
      return .part(
        "constraint", name, of: alter.name,
        cost: context.facts(of: alter.name, context.effects(of: action, in: alter)),
        facts: cascade ? [Finding.Fact("cascade", "true")] : [])
    }
  }

  /// A unique index is a constraint; what PostgreSQL does to drop one is `migration.index.dropped`.
  private func uniqueIndex(_ name: String, of table: QualifiedName?, _ context: HazardContext) -> Hazard? {
    guard let index = context.schema.indexState(name, of: table), index.isUnique,
      !context.outline.createdObjects.contains(ObjectKey(name: name)), !context.schema.isNewIndex(name, of: table)
    else { return nil }
    let owner = table?.description ?? index.table.description
    return Hazard(
      "\(owner).\(name)", before: "UNIQUE",
      facts: [Finding.Fact("table", owner), Finding.Fact("constraint", name)])
  }

  /// What the recogniser may take for columns of a condition that only asks for NULL.
  private static let wordsOfNull: Set<String> = ["is", "not", "null", "notnull", "and"]

  /// Whether the rule stays: the file adds a constraint that keeps what the old one kept, drops the columns that it is
  /// about, or has made them NOT NULL where it asked for no more.
  private func isReplaced(_ name: String, of table: QualifiedName, _ context: HazardContext) -> Bool {
    let key = ObjectKey(table)
    // A name that is computed is none that anybody has read.
    let old = name.contains("{{") ? nil : context.schema[table]?.constraints[name]
    if let new = context.outline.addedConstraints[TableMember(table: key, name: name)] {
      return old.map { keeps(new, $0, of: table, context) } ?? true
    }
    let added = context.outline.tableConstraints[key] ?? []
    // Of a key that nobody has read, its name tells the columns, as servers and frameworks name them.
    guard let old else { return added.contains { $0.kind == .foreignKey && Self.names(name, a: $0) } }
    if context.outline.droppedTables.contains(key) { return true }
    if !old.columns.isEmpty,
      old.columns.allSatisfy({ context.outline.droppedColumns.contains(TableMember(table: key, name: $0)) })
    {
      return true
    }
    if old.kind == .check, let check = old.check, !check.columnsProvenNotNull.isEmpty,
      check.columns.subtracting(Self.wordsOfNull).isSubset(of: check.columnsProvenNotNull),
      check.comparisons.isEmpty, check.functions.isEmpty,
      check.columnsProvenNotNull.allSatisfy({ context.schema.column($0, of: table)?.isNotNull == true })
    {
      return true
    }
    return [.foreignKey, .unique, .primaryKey].contains(old.kind)
      && added.contains { keeps($0, old, of: table, context) }
  }

  /// Whether a foreign key's name holds its columns and says what it is: `orders_user_id_fkey`, `orders_user_id_5941_fk_users`.
  private static func names(_ name: String, a key: Constraint) -> Bool {
    !key.columns.isEmpty && name.contains("_fk") && name.contains("_" + key.columns.joined(separator: "_") + "_")
  }

  /// Whether `new` keeps out what `old` kept out: a key over more columns, or others, lets rows in that it did not.
  private func keeps(
    _ new: Constraint, _ old: ConstraintState, of table: QualifiedName, _ context: HazardContext
  ) -> Bool {
    guard [.primaryKey, .unique].contains(old.kind) else {
      // What a check or an exclusion says is not compared; a foreign key has to point to the same table.
      return old.kind != .foreignKey
        || new.kind == .foreignKey && new.columns == old.columns
          && new.references.map { context.schema.key(of: $0.table) } == old.parent
    }
    let key = context.schema.key(of: table)
    let columns =
      new.usingIndex.map { context.schema.indexes[ObjectKey(schema: key.schema, name: $0)]?.columns ?? [] }
      ?? new.columns
    guard !columns.isEmpty else { return true }
    return [.primaryKey, .unique].contains(new.kind)
      && columns.allSatisfy { $0.map(old.columns.contains) ?? false }
  }
}
