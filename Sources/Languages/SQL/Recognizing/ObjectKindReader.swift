/// Reads the words that name a kind of object.
enum ObjectKindReader {
  /// The words of each kind, longer ones before those they begin with.
  private static let kinds: [(words: [String], kind: ObjectKind)] = {
    let aliases: [(words: [String], kind: ObjectKind)] = [
      (["USER"], .role), (["GROUP"], .role), (["LOGIN"], .role), (["PROC"], .procedure),
      (["PROCEDURAL", "LANGUAGE"], .language),
      (["TABLES"], .table),
    ]
    let own = ObjectKind.allCases.map {
      (words: $0.rawValue.split(separator: " ").map(String.init), kind: $0)
    }
    return (own + aliases).sorted { $0.words.count > $1.words.count }
  }()

  /// Takes the words of a kind; `nil`, and nothing taken, when no kind comes next.
  static func read(_ cursor: inout TokenCursor) -> ObjectKind? {
    for (words, kind) in kinds
    where words.indices.allSatisfy({ cursor.word($0) == words[$0] }) {
      cursor.index += words.count
      return kind
    }
    return nil
  }
}
