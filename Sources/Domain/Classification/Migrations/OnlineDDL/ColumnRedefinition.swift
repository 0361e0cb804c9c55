import SQL

/// What `MODIFY` and `CHANGE` make InnoDB do to one column.
///
/// MariaDB's answers are those that a server gives (`OnlineDDLOracleTests`), MySQL's those of its manual, table 17.18.
struct ColumnRedefinition {
  let old: ColumnState
  let new: ColumnDefinition
  let table: TableState?
  let server: InnoDBServer
  /// Whether an index holds the column.
  let isIndexed: Bool

  /// `nil` where the type before is not known.
  var cost: OnlineDDL? {
    guard let before = old.type, let after = new.type else { return nil }
    let (from, to) = (MySQLType(before), MySQLType(after))
    return cost(from, to).and(nullability).and(place).and(generation)
  }

  private var nullability: OnlineDDL {
    guard new.isNotNull != old.isNotNull, new.generation == nil else { return .instant }
    return new.isNotNull && hasGenerated(.stored) && server == .mariadb ? .copy : .inPlace
  }

  /// A column that is moved, where some other one is computed from the row, moves the others with it.
  private var place: OnlineDDL {
    guard new.isPlaced else { return .instant }
    if hasGenerated(.virtual) { return .copy }
    return server == .mysql ? .inPlace : .instant
  }

  /// A stored value is computed anew. Of the expression before nothing is known, so it is taken for another one.
  private var generation: OnlineDDL {
    guard old.generation != nil || new.generation != nil else { return .instant }
    return old.generation == .virtual && new.generation == .virtual && server == .mariadb ? .instant : .copy
  }

  private func hasGenerated(_ kind: ColumnDefinition.Generation) -> Bool {
    table?.columns.values.contains { $0.generation == kind } ?? false
  }

  // MARK: Types

  private func cost(_ from: MySQLType, _ to: MySQLType) -> OnlineDDL {
    if let change = characterSetChange(from, to), change.algorithm == .copy { return change }
    let sets = characterSetChange(from, to) ?? .instant
    if from == to { return sets }
    guard from.name == to.name, from.isUnsigned == to.isUnsigned else { return .copy }
    switch from.name {
    case "varchar", "varbinary": return widening(from, to).and(sets)
    case "enum": return Self.isAppended(from, to) && Self.enumBytes(from) == Self.enumBytes(to) ? sets : .copy
    case "set": return Self.isAppended(from, to) && Self.setBytes(from) == Self.setBytes(to) ? sets : .copy
    default: return .copy
    }
  }

  /// The length is kept in one byte up to 255 bytes, else in two.
  private func widening(_ from: MySQLType, _ to: MySQLType) -> OnlineDDL {
    guard let old = from.length, let new = to.length, new >= old else { return .copy }
    let widths = from.name == "varbinary" ? [1] : bytesOfCharacter
    let isFree = widths.allSatisfy { width in
      let (before, after) = (old * width, new * width)
      return before > 255 || after <= 255 || (server == .mariadb && before <= 127)
    }
    guard isFree else { return .copy }
    return server == .mysql ? .noCopy : .instant
  }

  /// The bytes of one character; both ends of what they may be where nothing tells the character set.
  private var bytesOfCharacter: [Int] {
    switch new.characterSet ?? old.characterSet ?? table?.characterSet {
    case "utf8mb4", "utf16", "utf32": [4]
    case "utf8", "utf8mb3": [3]
    case "ucs2": [2]
    case "latin1", "ascii", "binary", "latin2", "cp1250", "cp1251", "cp1252": [1]
    default: [1, 4]
    }
  }

  private func characterSetChange(_ from: MySQLType, _ to: MySQLType) -> OnlineDDL? {
    guard from.isText, to.isText else { return nil }
    if let set = new.characterSet, set != old.characterSet ?? table?.characterSet { return .copy }
    guard let collation = new.collation, collation != old.collation else { return nil }
    // `utf8mb4_bin` is a collation of `utf8mb4`.
    let set = new.characterSet ?? old.characterSet ?? table?.characterSet
    guard server == .mariadb, let set, collation.hasPrefix(set + "_") else { return .copy }
    return isIndexed ? .noCopy : .instant
  }

  private static func isAppended(_ from: MySQLType, _ to: MySQLType) -> Bool {
    to.modifiers.starts(with: from.modifiers)
  }

  private static func enumBytes(_ type: MySQLType) -> Int { type.modifiers.count > 255 ? 2 : 1 }

  /// One bit a member, in 1, 2, 3, 4 or 8 bytes.
  private static func setBytes(_ type: MySQLType) -> Int {
    let bytes = (type.modifiers.count + 7) / 8
    return bytes > 4 ? 8 : bytes
  }
}
