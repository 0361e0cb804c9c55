/// The names that PostgreSQL chooses where a statement gives none (`makeObjectName` in
/// src/backend/commands/indexcmds.c, `ChooseConstraintName` in src/backend/catalog/pg_constraint.c).
enum ChosenName {
  /// Bytes of a name (NAMEDATALEN - 1).
  private static let limit = 63

  /// `table_columns_label`, cut to fit, with a number behind it while `isTaken`.
  static func name(
    _ table: String, _ columns: [String], _ label: String, isTaken: (String) -> Bool
  ) -> String {
    // The server gives up on names only by running out of memory; a schema never has as many of one kind.
    for number in 0..<10_000 {
      let candidate = cut(table, columns.joined(separator: "_"), number == 0 ? label : "\(label)\(number)")
      if !isTaken(candidate) { return candidate }
    }
    return cut(table, columns.joined(separator: "_"), label)
  }

  private static func cut(_ first: String, _ second: String, _ label: String) -> String {
    var (one, two) = (Array(first.utf8), Array(second.utf8))
    let overhead = 1 + label.utf8.count + (second.isEmpty ? 0 : 1)
    // The longer part gives way first.
    while one.count + two.count > limit - overhead {
      if one.count > two.count { one.removeLast() } else { two.removeLast() }
    }
    let parts = [whole(one)] + (second.isEmpty ? [] : [whole(two)]) + [label]
    return parts.joined(separator: "_")
  }

  /// The characters of `bytes` that were not cut through.
  private static func whole(_ bytes: [UInt8]) -> String {
    var bytes = bytes
    while let last = bytes.last, last & 0xC0 == 0x80 {
      // A complete character decodes without a replacement.
      if !String(decoding: bytes, as: UTF8.self).unicodeScalars.contains("\u{FFFD}") { break }
      bytes.removeLast()
    }
    if let last = bytes.last, last >= 0xC0 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
