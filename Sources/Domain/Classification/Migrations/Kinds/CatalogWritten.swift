public import Findings
import SQL

extension ChangeKind {
  /// The server's own catalogue is opened for writing, or written.
  public static let migrationCatalogWritten = ChangeKind(
    id: "migration.catalog.written", title: "Server's own catalogue written",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why:
      "What the catalogue says is taken for true without a check: a wrong entry makes tables unreadable, "
      + "and no other statement repairs it.",
    instead:
      "Use the statement that makes the change, or a new table with the rows copied; with PRAGMA "
      + "writable_schema, run PRAGMA integrity_check on a copy first.")
}

struct CatalogWritten: HazardRule {
  let kind = ChangeKind.migrationCatalogWritten
  let dialects: Set<Dialect>? = [.postgres, .sqlite, .mysql]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    switch command {
    case .set(let variable) where ["writable_schema", "allow_system_table_mods"].contains(variable.name):
      variable.isOn ? [Hazard(variable.name, after: "on")] : []
    case .update(let change), .delete(let change): hazards(change.table, context)
    case .insert(let table, _): hazards(table, context)
    default: []
    }
  }

  private func hazards(_ table: QualifiedName, _ context: HazardContext) -> [Hazard] {
    let isCatalog: Bool =
      switch context.dialect {
      case .postgres: table.schema == "pg_catalog" || table.schema == nil && Self.tables.contains(table.name)
      case .sqlite: ["sqlite_master", "sqlite_schema"].contains(table.name)
      case .mysql: table.schema == "mysql"
      case .mssql, .clickhouse: false
      }
    return isCatalog && context.schema[table] == nil ? [.table(table)] : []
  }

  /// Those of PostgreSQL's that people write to.
  private static let tables: Set<String> = [
    "pg_attrdef", "pg_attribute", "pg_authid", "pg_class", "pg_constraint", "pg_database", "pg_depend", "pg_enum",
    "pg_extension", "pg_index", "pg_namespace", "pg_proc", "pg_rewrite", "pg_trigger", "pg_type",
  ]
}
