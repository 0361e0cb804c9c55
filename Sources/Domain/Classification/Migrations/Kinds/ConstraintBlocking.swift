public import Findings
import SQL

extension ChangeKind {
  /// A foreign key, check, unique, primary key or exclusion constraint whose check reads an existing table,
  /// or builds an index, under a lock.
  public static let migrationConstraintBlocking = ChangeKind(
    id: "migration.constraint.blocking", title: "Constraint added under a blocking lock",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why:
      "Writes, for most of them reads too, wait until every row is checked; the statement fails on the "
      + "first row that breaks the rule.",
    instead:
      "Add CHECK and FOREIGN KEY as NOT VALID and validate in a later transaction; for UNIQUE and PRIMARY "
      + "KEY build the index CONCURRENTLY and add the constraint USING INDEX. In SQL Server: WITH NOCHECK for new rows "
      + "first, keys WITH (ONLINE = ON), and the check of old rows when there is little traffic.")
}

struct ConstraintBlocking: HazardRule {
  let kind = ChangeKind.migrationConstraintBlocking
  let dialects: Set<Dialect>? = [.postgres, .mssql]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    switch command {
    case .alterTable(let alter): alter.actions.compactMap { hazard(of: $0, in: alter, context) }
    case .alterDomain(let name, .addConstraint(let constraint)):
      hazards(of: name, constraint.kind.rawValue, isNotValid: constraint.isNotValid, context)
    case .alterDomain(let name, .validateConstraint):
      hazards(of: name, "VALIDATE CONSTRAINT", isNotValid: false, context)
    case .alterDomain(let name, .setNotNull): hazards(of: name, "NOT NULL", isNotValid: false, context)
    default: []
    }
  }

  private func hazard(of action: AlterAction, in alter: AlterTable, _ context: HazardContext) -> Hazard? {
    guard !context.schema.isNewForLocks(alter.name), context.schema[alter.name]?.isProvenEmpty != true else {
      return nil
    }
    let (constraint, role, name): (Constraint?, String, String?) =
      switch action {
      // NOT NULL is `migration.column.not-null-set`.
      case .addConstraint(let constraint) where constraint.kind != .notNull: (constraint, "constraint", constraint.name)
      case .addColumn(let column, _):
        (column.constraints.first { $0.kind != .foreignKey || column.defaultValue != nil }, "column", column.name)
      default: (nil, "", nil)
      }
    guard let constraint else { return nil }
    if context.dialect == .mssql {
      // A check or key that comes with its column finds NULL everywhere, unless the rows get a value.
      if case .addColumn(let column, _) = action, !column.isNotNull, !column.fillsOldRows { return nil }
      if constraint.isNotValid || constraint.isOnline { return nil }
      return .part(
        role, name, of: alter.name, after: constraint.kind.rawValue,
        facts: [Finding.Fact("lock", "SCHEMA MODIFICATION"), Finding.Fact("scan", "true")])
    }
    let effects = context.effects(of: action, in: alter)
    guard effects.contains(where: { $0.value.scans && !context.schema.isNewForLocks($0.key) }) else { return nil }
    return .part(
      role, name, of: alter.name, after: constraint.kind.rawValue, cost: context.facts(of: alter.name, effects),
      facts: constraint.references.map { [Finding.Fact("references", $0.table.description)] } ?? [])
  }

  /// A constraint of a domain is checked in every table that has it; which ones these are is known only where the
  /// domain's own migration was read.
  private func hazards(
    of domain: QualifiedName, _ words: String, isNotValid: Bool, _ context: HazardContext
  ) -> [Hazard] {
    let isKnown = context.schema.domains[ObjectKey(domain)] != nil
    let tables = context.effects.keys.filter { !context.schema.isNewForLocks($0) }.sorted()
    guard !isNotValid, !tables.isEmpty || !isKnown, !context.schema.newObjects.contains(ObjectKey(domain)) else {
      return []
    }
    return [
      Hazard(
        domain.description, after: words, confidence: isKnown ? nil : .symbolic,
        facts: [Finding.Fact("domain", domain.description), TableLock.share.fact]
          + tables.map { Finding.Fact("also-locks", $0.description) })
    ]
  }
}
