/// `csvdecode`: a list of objects, one for each line behind the first, which names their members (RFC 4180).
enum CSVTable {
  static func decode(_ text: String) -> StaticValue {
    guard let rows = rows(Array(text.utf8)), let names = rows.first, Set(names).count == names.count else {
      return .unknown
    }
    let lines = rows.dropFirst()
    guard lines.allSatisfy({ $0.count == names.count }) else { return .unknown }
    return .tuple(
      lines.map { row in
        .object(Dictionary(zip(names, row.map(StaticValue.text)), uniquingKeysWith: { _, last in last }))
      })
  }

  /// `nil` where a quote stands in a field without quotes, or none closes one: what is made of that is not known here.
  private static func rows(_ bytes: [UInt8]) -> [[String]]? {
    let quote = UInt8(ascii: "\"")
    var rows: [[String]] = []
    var row: [String] = []
    var index = 0
    while index < bytes.count {
      var field: [UInt8] = []
      let isQuoted = bytes[index] == quote
      if isQuoted {
        index += 1
        while true {
          guard index < bytes.count else { return nil }
          if bytes[index] == quote {
            index += 1
            guard index < bytes.count, bytes[index] == quote else { break }
          }
          field.append(bytes[index])
          index += 1
        }
      } else {
        while index < bytes.count, !isEnd(bytes[index]) {
          if bytes[index] == quote { return nil }
          field.append(bytes[index])
          index += 1
        }
        if field.last == UInt8(ascii: "\r"), index == bytes.count || bytes[index] == UInt8(ascii: "\n") {
          field.removeLast()
        }
      }
      if index < bytes.count, bytes[index] == UInt8(ascii: "\r") { index += 1 }
      guard index == bytes.count || isEnd(bytes[index]) else { return nil }
      row.append(String(decoding: field, as: UTF8.self))
      let isLast = index == bytes.count || bytes[index] == UInt8(ascii: "\n")
      index += 1
      if index == bytes.count, !isLast { row.append("") }
      guard isLast || index >= bytes.count else { continue }
      // An empty line is no line of one empty field.
      if row != [""] || isQuoted { rows.append(row) }
      row = []
    }
    return rows
  }

  private static func isEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") }
}
