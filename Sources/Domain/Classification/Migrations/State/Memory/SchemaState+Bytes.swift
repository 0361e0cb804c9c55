import Findings
import SQL

extension SchemaState {
  /// The schema as bytes; equal schemas give equal bytes.
  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.list(tables.sorted { $0.key < $1.key }) {
      $0.key($1.key)
      $1.value.write(to: &$0)
    }
    writer.list(indexes.sorted { $0.key < $1.key }) {
      $0.key($1.key)
      $1.value.write(to: &$0)
    }
    writer.list(parents.sorted()) { $0.key($1) }
    writer.list(views.sorted { $0.key < $1.key }) {
      $0.key($1.key)
      $0.list($1.value) { $0.key($1) }
    }
    writer.list(triggers.sorted { ($0.key.table, $0.key.name) < ($1.key.table, $1.key.name) }) {
      $0.member($1.key)
      $0.key($1.value)
    }
    writer.list(statistics.sorted { $0.key < $1.key }) {
      $0.key($1.key)
      $0.key($1.value)
    }
    writer.list(sequences.sorted { $0.key < $1.key }) {
      $0.key($1.key)
      $0.member($1.value)
    }
    writer.list(routines.sorted { $0.key < $1.key }) {
      $0.key($1.key)
      $0.text($1.value.language)
      $0.text($1.value.body)
    }
    writer.list(enumerations.sorted()) { $0.key($1) }
    writer.list(domains.sorted { $0.key < $1.key }) {
      $0.key($1.key)
      $0.type($1.value.base)
      $0.texts($1.value.constraints.sorted())
    }
    writer.list(searchPath.schemas) { $0.optional($1) }
    writer.text(dialect.rawValue)
    writer.flag(setsLockTimeout)
    return writer.output
  }

  /// What ``bytes`` says.
  init(bytes: [UInt8]) throws(DamagedBytes) {
    self.init()
    var reader = ByteReader(bytes)
    for _ in 0..<(try reader.number()) { tables[try reader.key()] = try TableState(from: &reader) }
    for _ in 0..<(try reader.number()) { indexes[try reader.key()] = try IndexState(from: &reader) }
    parents = Set(try reader.keys())
    for _ in 0..<(try reader.number()) { views[try reader.key()] = try reader.keys() }
    for _ in 0..<(try reader.number()) { triggers[try reader.member()] = try reader.key() }
    for _ in 0..<(try reader.number()) { statistics[try reader.key()] = try reader.key() }
    for _ in 0..<(try reader.number()) { sequences[try reader.key()] = try reader.member() }
    var routines: [ObjectKey: DynamicBlock] = [:]
    for _ in 0..<(try reader.number()) {
      routines[try reader.key()] = DynamicBlock(language: try reader.text(), body: try reader.text())
    }
    let enumerations = Set(try reader.keys())
    for _ in 0..<(try reader.number()) {
      domains[try reader.key()] = DomainState(base: try reader.type(), constraints: Set(try reader.texts()))
    }
    let schemas = try reader.list { reader throws(DamagedBytes) in try reader.optionalText() }
    restore(
      routines, enumerations, SearchPath(schemas: schemas), try reader.choice(), setsLockTimeout: try reader.flag())
    guard reader.isAtEnd else { throw DamagedBytes() }
  }
}

extension TableState {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.number(origin == .before ? 0 : origin == .change ? 1 : 2)
    for flag in [isWhole, isFilled, isUnlogged, isMaterializedView] { writer.flag(flag) }
    writer.list(columns.sorted { $0.key < $1.key }) {
      $0.text($1.key)
      $1.value.write(to: &$0)
    }
    writer.list(constraints.sorted { $0.key < $1.key }) {
      $0.text($1.key)
      $1.value.write(to: &$0)
    }
    for text in [tablespace, engine, characterSet] { writer.optional(text) }
    writer.optional(partitionKey) { $0.list($1) { $0.optional($1) } }
    writer.optional(parent) { $0.key($1) }
    writer.optional(bound) { $0.bound($1) }
  }

  fileprivate init(from reader: inout ByteReader) throws(DamagedBytes) {
    let origins: [Origin] = [.before, .change, .changeIfMissing]
    let place = try reader.number()
    guard place < origins.count else { throw DamagedBytes() }
    self.init(origin: origins[place])
    (isWhole, isFilled) = (try reader.flag(), try reader.flag())
    (isUnlogged, isMaterializedView) = (try reader.flag(), try reader.flag())
    for _ in 0..<(try reader.number()) { columns[try reader.text()] = try ColumnState(from: &reader) }
    for _ in 0..<(try reader.number()) { constraints[try reader.text()] = try ConstraintState(from: &reader) }
    (tablespace, engine, characterSet) = (
      try reader.optionalText(), try reader.optionalText(), try reader.optionalText()
    )
    partitionKey = try reader.optional { reader throws(DamagedBytes) in
      try reader.list { reader throws(DamagedBytes) in try reader.optionalText() }
    }
    parent = try reader.optional { reader throws(DamagedBytes) in try reader.key() }
    bound = try reader.optional { reader throws(DamagedBytes) in try reader.bound() }
  }
}

extension ColumnState {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.optional(type) { $0.type($1) }
    writer.flag(isNew)
    writer.flag(isNotNull)
    for text in [characterSet, collation, generation?.rawValue] { writer.optional(text) }
    writer.bytes(source.bytes)
  }

  fileprivate init(from reader: inout ByteReader) throws(DamagedBytes) {
    self.init(
      type: try reader.optional { reader throws(DamagedBytes) in try reader.type() }, isNew: try reader.flag(),
      isNotNull: try reader.flag(), characterSet: try reader.optionalText(), collation: try reader.optionalText(),
      generation: try reader.optional { reader throws(DamagedBytes) in try reader.choice() },
      source: RepositoryPath(bytes: try reader.bytes()))
  }
}

extension ConstraintState {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.text(kind.rawValue)
    writer.texts(columns)
    writer.flag(isValidated)
    writer.optional(parent) { $0.key($1) }
    writer.texts(parentColumns)
    writer.text(onDelete.rawValue)
    writer.optional(check) { $0.expression($1) }
  }

  fileprivate init(from reader: inout ByteReader) throws(DamagedBytes) {
    self.init(
      kind: try reader.choice(), columns: try reader.texts(), isValidated: try reader.flag(),
      parent: try reader.optional { reader throws(DamagedBytes) in try reader.key() },
      parentColumns: try reader.texts(), onDelete: try reader.choice(),
      check: try reader.optional { reader throws(DamagedBytes) in try reader.expression() })
  }
}

extension IndexState {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.key(table)
    writer.list(columns) { $0.optional($1) }
    writer.texts(expressionColumns)
    writer.flag(isUnique)
    writer.optional(method)
  }

  fileprivate init(from reader: inout ByteReader) throws(DamagedBytes) {
    self.init(
      table: try reader.key(),
      columns: try reader.list { reader throws(DamagedBytes) in try reader.optionalText() },
      expressionColumns: try reader.texts(), isUnique: try reader.flag(), method: try reader.optionalText())
  }
}

// MARK: - Names, types and expressions

extension ByteWriter {
  fileprivate mutating func key(_ key: ObjectKey) {
    optional(key.schema)
    text(key.name)
  }

  fileprivate mutating func member(_ member: TableMember) {
    key(member.table)
    text(member.name)
  }

  fileprivate mutating func type(_ type: TypeName) {
    optional(type.schema)
    text(type.name)
    texts(type.modifiers)
    number(type.arrayDimensions)
  }

  fileprivate mutating func bound(_ bound: PartitionBound) {
    switch bound {
    case .default: number(0)
    case .range(let from, let to):
      number(1)
      list(from) { $0.optional($1) }
      list(to) { $0.optional($1) }
    case .list(let values):
      number(2)
      list(values) { $0.optional($1) }
    case .other: number(3)
    }
  }

  fileprivate mutating func expression(_ value: ExpressionSummary) {
    optional(value.literal)
    flag(value.isNull)
    list(value.functions) {
      $0.optional($1.catalog)
      $0.optional($1.schema)
      $0.text($1.name)
    }
    texts(value.columnsProvenNotNull)
    optional(value.column)
    list(value.casts) { $0.type($1) }
    texts(value.columns.sorted())
    list(value.comparisons) {
      $0.text($1.column)
      $0.text($1.operator.rawValue)
      $0.text($1.value)
    }
    flag(value.hasSubquery)
  }
}

extension ByteReader {
  fileprivate mutating func key() throws(DamagedBytes) -> ObjectKey {
    ObjectKey(schema: try optionalText(), name: try text())
  }

  fileprivate mutating func keys() throws(DamagedBytes) -> [ObjectKey] {
    try list { reader throws(DamagedBytes) in try reader.key() }
  }

  fileprivate mutating func member() throws(DamagedBytes) -> TableMember {
    TableMember(table: try key(), name: try text())
  }

  fileprivate mutating func type() throws(DamagedBytes) -> TypeName {
    TypeName(
      schema: try optionalText(), try text(), modifiers: try texts(), arrayDimensions: min(try number(), 6))
  }

  fileprivate mutating func bound() throws(DamagedBytes) -> PartitionBound {
    func values(_ reader: inout ByteReader) throws(DamagedBytes) -> [String?] {
      try reader.list { reader throws(DamagedBytes) in try reader.optionalText() }
    }
    switch try number() {
    case 0: return .default
    case 1: return .range(from: try values(&self), to: try values(&self))
    case 2: return .list(try values(&self))
    case 3: return .other
    default: throw DamagedBytes()
    }
  }

  fileprivate mutating func expression() throws(DamagedBytes) -> ExpressionSummary {
    ExpressionSummary(
      literal: try optionalText(), isNull: try flag(),
      functions: try list { reader throws(DamagedBytes) in
        QualifiedName(catalog: try reader.optionalText(), schema: try reader.optionalText(), try reader.text())
      },
      columnsProvenNotNull: try texts(), column: try optionalText(),
      casts: try list { reader throws(DamagedBytes) in try reader.type() }, columns: Set(try texts()),
      comparisons: try list { reader throws(DamagedBytes) in
        ColumnComparison(try reader.text(), try reader.choice(), try reader.text())
      },
      hasSubquery: try flag())
  }
}
