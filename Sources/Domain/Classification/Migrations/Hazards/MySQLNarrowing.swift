import SQL

/// Whether a type of MySQL can hold every value of another.
enum MySQLNarrowing {
  /// Whether some value of `old` does not fit `new`: the statement fails, or outside strict mode cuts it.
  static func narrows(from old: MySQLType, to new: MySQLType) -> Bool {
    if old == new { return false }
    if let before = old.integerBytes, let after = new.integerBytes { return integers(before, after, old, new) }
    if let before = length(of: old) {
      // A number, or a date, is read out of the text, where there is one.
      guard let after = length(of: new) else { return new.name != "json" || old.name.hasSuffix("blob") }
      return after < before
    }
    switch (old.name, new.name) {
    case ("enum", "enum"), ("set", "set"): return !Set(new.modifiers).isSuperset(of: old.modifiers)
    case ("decimal", "decimal"): return decimals(old, new)
    case ("decimal", _) where new.integerBytes != nil, ("double", "float"), ("datetime", "date"),
      ("timestamp", "date"), ("datetime", "timestamp"), ("datetime", "time"), ("timestamp", "time"):
      return true
    case ("float", _), ("double", _): return new.integerBytes != nil || new.name == "decimal"
    case ("datetime", "datetime"), ("timestamp", "timestamp"), ("time", "time"):
      return (new.length ?? 0) < (old.length ?? 0)
    default:
      // Ten digits of an integer need a text as long.
      if let digits = old.integerBytes.map({ [1: 4, 2: 6, 3: 8, 4: 11, 8: 20][$0] ?? 20 }), let room = length(of: new) {
        return room < digits
      }
      return old.isUnsigned != new.isUnsigned && new.isUnsigned
    }
  }

  /// A sign takes half of the numbers away, and the negative ones do not fit without.
  private static func integers(_ before: Int, _ after: Int, _ old: MySQLType, _ new: MySQLType) -> Bool {
    if new.isUnsigned { return !old.isUnsigned || after < before }
    return old.isUnsigned ? after <= before : after < before
  }

  private static func decimals(_ old: MySQLType, _ new: MySQLType) -> Bool {
    let (before, after) = (old.modifiers.compactMap { Int($0) }, new.modifiers.compactMap { Int($0) })
    guard before.count == 2, after.count == 2 else { return false }
    return after[1] < before[1] || after[0] - after[1] < before[0] - before[1] || (new.isUnsigned && !old.isUnsigned)
  }

  /// The greatest length of a text, in characters or, where it has no length of its own, bytes.
  private static func length(of type: MySQLType) -> Int? {
    switch type.name {
    case "char", "varchar", "binary", "varbinary": type.length
    default: type.textBytes
    }
  }
}
