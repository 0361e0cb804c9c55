import SQL

/// Writes commands so that two parsers' readings of one statement compare equal where they mean the same.
///
/// Types are written in canonical form, function calls sorted, and words of actions without meaning left out.
enum CommandText {
  static func of(_ command: Command) -> String {
    switch command {
    case .createTable(let table):
      "createTable \(table.name) \(table.columns.map(of)) \(table.constraints.map(of)) \(table.isTemporary)"
        + " \(table.isUnlogged) \(table.ifNotExists) \(String(describing: table.partitionOf))"
        + " \(String(describing: table.bound)) \(String(describing: table.partitionKey)) \(table.inherits)"
        + " \(table.isFromQuery)"
    case .alterTable(let table):
      "alterTable \(table.kind) \(table.name) \(table.ifExists) \(table.actions.map(of))"
    // Which words of an expression are columns, only the grammar knows for certain.
    case .createIndex(let index):
      "createIndex \(index.name ?? "") \(index.table) \(index.columns) \(index.isUnique) \(index.concurrently)"
        + " \(index.ifNotExists) \(index.only) \(index.method ?? "") \(index.isPartial)"
    case .update(let change): "update \(of(change))"
    case .delete(let change): "delete \(of(change))"
    case .select(let select): "select \(select.calls.map { "\($0.name)" }.sorted())"
    case .other: "other"
    case .alter(let object): "alter \(object.kind) \(String(describing: object.name)) \(of(object.change))"
    case .createType(let type): "createType \(type.name) \(of(type.form))"
    case .alterType(let name, .alterAttributeType(let attribute, let type)):
      "alterType \(name) \(attribute) \(of(type))"
    case .set(let setting): "set \(setting.name) \(setting.value ?? "default") \(setting.scope)"
    default: "\(command)"
    }
  }

  private static func of(_ change: RowChange) -> String {
    "\(change.table) \(change.hasWhere) \(change.hasLimit) \(change.whereNotNull) \(change.whereNull) \(change.onlyJoins)"
  }

  private static func of(_ action: AlterAction) -> String {
    switch action {
    case .addColumn(let column, let ifNotExists): "addColumn \(of(column)) \(ifNotExists)"
    case .alterColumnType(let column, let type, let using):
      "alterColumnType \(column) \(of(type)) \(using.map(of) ?? "")"
    case .addConstraint(let constraint): "addConstraint \(of(constraint))"
    case .setDefault(let column, let value): "setDefault \(column) \(of(value))"
    case .other: "other"
    default: "\(action)"
    }
  }

  private static func of(_ column: ColumnDefinition) -> String {
    "\(column.name) \(column.type.map(of) ?? "") notNull:\(column.isNotNull)"
      + " default:\(column.defaultValue.map(of) ?? "")"
      + " \(String(describing: column.generation)) identity:\(column.isIdentity)"
      + " \(column.constraints.map(of))"
  }

  private static func of(_ constraint: SQL.Constraint) -> String {
    "\(constraint.kind) \(constraint.name ?? "") \(constraint.columns) \(constraint.usingIndex ?? "")"
      + " notValid:\(constraint.isNotValid) \(String(describing: constraint.references))"
      + " \(constraint.check.map(of) ?? "")"
  }

  private static func of(_ expression: ExpressionSummary) -> String {
    "\(expression.literal ?? "") \(expression.isNull) \(expression.functions.map(\.description).sorted())"
      + " \(expression.columnsProvenNotNull) \(expression.hasSubquery) \(expression.column ?? "")"
      + " \(expression.casts.map(of)) \(expression.comparisons)"
  }

  private static func of(_ form: CreateType.Form) -> String {
    if case .domain(let type, let constraints) = form {
      "domain \(of(type)) \(constraints.map(of))"
    } else {
      "\(form)"
    }
  }

  private static func of(_ change: AlterObject.Change) -> String {
    if case .other = change { "other" } else { "\(change)" }
  }

  private static func of(_ type: TypeName) -> String { PostgresType(type)?.description ?? type.description }
}
