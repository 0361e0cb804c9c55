extension StatementReader {
  /// `ALTER DEFAULT PRIVILEGES …`: a GRANT or REVOKE for objects yet to come.
  mutating func defaultPrivileges() throws(Unrecognized) -> [Command] {
    var schemas: [String] = []
    while cursor.isWord("FOR", "IN") {
      let isSchema = cursor.accept("IN", "SCHEMA")
      if !isSchema {
        try cursor.expect("FOR")
        guard cursor.acceptAny("ROLE", "USER") != nil else { throw cursor.failure }
      }
      repeat {
        let name = try cursor.label()
        if isSchema { schemas.append(name) }
      } while cursor.accept(symbol: ASCII.comma)
    }
    return try privileges(isDefault: true, schemas: schemas)
  }

  /// GRANT and REVOKE.
  mutating func privileges(isDefault: Bool, schemas: [String] = []) throws(Unrecognized) -> [Command] {
    guard let word = cursor.acceptAny("GRANT", "REVOKE") else { throw cursor.failure }
    let isGrant = word == "GRANT"
    var withOption = false
    if !isGrant, cursor.isWord("GRANT", "ADMIN"), cursor.isWord("OPTION", at: 1) {
      cursor.index += 2
      try cursor.expect("FOR")
      withOption = true
    }
    let privileges = try privilegeList()
    var target = PrivilegeTarget(schemas: schemas)
    if cursor.accept("ON") { target = try privilegeTarget(schemas, isDefault: isDefault) }
    try cursor.expect(isGrant ? "TO" : "FROM")
    let grantees = try self.grantees()
    while !cursor.isAtEnd {
      if cursor.accept("WITH") {
        guard cursor.acceptAny("GRANT", "ADMIN") != nil else { throw cursor.failure }
        withOption = cursor.acceptAny("OPTION", "TRUE") != nil || withOption
      } else if cursor.accept("GRANTED", "BY") {
        _ = try cursor.label()
      } else if cursor.acceptAny("CASCADE", "RESTRICT") == nil {
        throw cursor.failure
      }
    }
    return [
      .privileges(
        PrivilegeChange(
          isGrant: isGrant, privileges: privileges, objectKind: target.kind, objects: target.objects,
          schemas: target.schemas, grantees: grantees, withGrantOption: withOption, isDefault: isDefault))
    ]
  }

  private struct PrivilegeTarget {
    var kind: ObjectKind?
    var objects: [QualifiedName] = []
    var schemas: [String] = []
  }

  /// Privileges may have several words (`CREATE VIEW`) and columns behind them; roles are one name.
  private mutating func privilegeList() throws(Unrecognized) -> [String] {
    var privileges: [String] = []
    repeat {
      var words: [String] = []
      while let token = cursor.peek(), token.kind != .symbol, !cursor.isWord("ON", "TO", "FROM") {
        words.append(try cursor.label().uppercased())
        if cursor.accept(symbol: ASCII.at) { try cursor.skip() }
      }
      guard !words.isEmpty else { throw cursor.failure }
      if cursor.isSymbol(ASCII.openParenthesis) { try cursor.skip() }
      let privilege = words.joined(separator: " ")
      privileges.append(privilege == "ALL PRIVILEGES" ? "ALL" : privilege)
    } while cursor.accept(symbol: ASCII.comma)
    return privileges
  }

  private mutating func privilegeTarget(_ schemas: [String], isDefault: Bool) throws(Unrecognized)
    -> PrivilegeTarget
  {
    let plurals: [String: ObjectKind] = [
      "TABLES": .table, "SEQUENCES": .sequence, "FUNCTIONS": .function, "PROCEDURES": .procedure,
      "ROUTINES": .routine, "TYPES": .type, "SCHEMAS": .schema,
    ]
    var target = PrivilegeTarget(kind: .table, schemas: schemas)
    if isDefault {
      guard let kind = plurals[cursor.word()] else { throw cursor.failure }
      target.kind = kind
      cursor.index += 1
      return target
    }
    if cursor.isWord("ALL"), let kind = plurals[cursor.word(1)] {
      cursor.index += 2
      try cursor.expect("IN", "SCHEMA")
      target.kind = kind
      repeat { target.schemas.append(try cursor.name()) } while cursor.accept(symbol: ASCII.comma)
      return target
    }
    if !cursor.isSymbol(ASCII.dot, at: 1), !cursor.isWord("TO", "FROM", at: 1),
      !cursor.isSymbol(ASCII.comma, at: 1)
    {
      if cursor.accept("FOREIGN", "SERVER") {
        target.kind = .server
      } else {
        target.kind = ObjectKindReader.read(&cursor) ?? .table
      }
    }
    repeat {
      if let name = try privilegeObject() { target.objects.append(name) }
    } while cursor.accept(symbol: ASCII.comma)
    return target
  }

  /// A name, a routine with its arguments, or MySQL's `db.*`, `*.*` and `*`.
  private mutating func privilegeObject() throws(Unrecognized) -> QualifiedName? {
    if cursor.accept(symbol: ASCII.star) {
      if cursor.accept(symbol: ASCII.dot) { try cursor.expect(symbol: ASCII.star) }
      return QualifiedName("*")
    }
    if cursor.isSymbol(ASCII.dot, at: 1), cursor.isSymbol(ASCII.star, at: 2) {
      let schema = try cursor.name()
      cursor.index += 2
      return QualifiedName(schema: schema, "*")
    }
    if cursor.peek()?.kind == .number {
      cursor.index += 1
      return nil
    }
    let name = try cursor.qualifiedName()
    if cursor.isSymbol(ASCII.openParenthesis) { try cursor.skip() }
    return name
  }

  private mutating func grantees() throws(Unrecognized) -> [String] {
    var grantees: [String] = []
    repeat {
      _ = cursor.accept("GROUP")
      if cursor.peek()?.kind == .string {
        grantees.append(try cursor.stringLiteral())
      } else {
        grantees.append(try cursor.label())
      }
      if cursor.accept(symbol: ASCII.at) { try cursor.skip() }
      if cursor.accept("IDENTIFIED", "BY") { try cursor.skip() }
    } while cursor.accept(symbol: ASCII.comma)
    return grantees
  }

  /// CREATE and ALTER of ROLE, USER and GROUP.
  mutating func role(isCreation: Bool) throws(Unrecognized) -> [Command] {
    let isGroup = cursor.isWord("GROUP")
    cursor.index += 1
    _ = cursor.accept("IF", isCreation ? "NOT" : "EXISTS") && isCreation && cursor.accept("EXISTS")
    let name = try cursor.peek()?.kind == .string ? cursor.stringLiteral() : cursor.label()
    if cursor.accept(symbol: ASCII.at) { try cursor.skip() }
    if !isCreation, !isGroup, cursor.accept("RENAME", "TO") {
      return [.alter(AlterObject(.role, QualifiedName(name), .renameTo(try cursor.name())))]
    }
    if !isCreation, isGroup, let word = cursor.acceptAny("ADD", "DROP") {
      try cursor.expect("USER")
      return [
        .privileges(
          PrivilegeChange(isGrant: word == "ADD", privileges: [name.uppercased()], grantees: try grantees()))
      ]
    }
    if !isCreation, cursor.isWord("SET", "RESET", "IN") {
      return try tail(
        .alter(AlterObject(.role, QualifiedName(name), .other(cursor.words(cursor.index..<cursor.limit)))))
    }
    let known: Set<String> = ["SUPERUSER", "CREATEROLE", "CREATEDB", "BYPASSRLS", "REPLICATION", "LOGIN"]
    var attributes: [String] = []
    let start = cursor.index
    while !cursor.isAtEnd {
      if cursor.isSymbol(ASCII.semicolon) { throw cursor.failure }
      if known.contains(cursor.word()) { attributes.append(cursor.word()) }
      // What IN ROLE, ADMIN and PASSWORD name is no attribute.
      if cursor.isWord("IN", "ADMIN", "PASSWORD", "ROLE", "USER"), cursor.index >= start { cursor.index += 1 }
      if !cursor.isAtEnd { try cursor.skip() }
    }
    return [.role(RoleChange(name, isCreation: isCreation, attributes: attributes))]
  }
}
