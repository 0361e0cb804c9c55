import SQL

/// What is known when a command is judged: the state before it runs.
struct HazardContext: Sendable {
  let file: MigrationFile
  let dialect: Dialect
  let schema: SchemaState
  let transaction: TransactionState
  /// What the whole file creates and renames, before and after the command.
  let outline: ScriptOutline

  /// A type in the dialect's one spelling: two spellings of one type give one text.
  func spelled(_ type: TypeName) -> String {
    dialect == .postgres ? PostgresType(type)?.description ?? type.description : type.description
  }
}
