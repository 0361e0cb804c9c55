import Findings
import SQL

/// SQL that is made or fetched when the migration runs.
struct DynamicSQL {
  let hazard: Hazard
  /// Whether its text names a destructive statement.
  let mentionsDestruction: Bool

  /// Words that destroy rows, in lower case with one blank between them.
  private static let destructive = [
    "drop table", "drop column", "drop schema", "drop database", "drop owned", "drop foreign table",
    "truncate",
  ]

  /// psql commands that run nothing.
  private static let harmlessClientCommands: Set<String> = [
    "set", "unset", "echo", "qecho", "warn", "timing", "encoding", "pset", "x", "t", "a", "restrict",
    "unrestrict",
    "prompt",
  ]

  /// The dynamic parts of `command`.
  static func all(in command: Command, _ context: HazardContext) -> [DynamicSQL] {
    switch command {
    case .dynamic(let block): [DynamicSQL("block", after: block.language, text: block.body, context)]
    case .call(let routine): [DynamicSQL("CALL \(routine)", text: "", context)]
    case .clientCommand(let word, let arguments) where !harmlessClientCommands.contains(word):
      [DynamicSQL("\\\(word)", after: arguments, text: arguments, context)]
    case .select(let query):
      query.calls.map(\.name).filter { context.schema.routines.contains(ObjectKey($0)) }
        .map { DynamicSQL("SELECT \($0)()", text: "", context) }
    default: []
    }
  }

  private init(_ what: String, after: String? = nil, text: String, _ context: HazardContext) {
    let mentioned = Self.mentions(in: text)
    mentionsDestruction = !mentioned.isEmpty
    hazard = Hazard(
      "\(context.file.path.display): \(what)", after: after, confidence: .symbolic,
      facts: mentioned.map { Finding.Fact("mentions", $0) })
  }

  /// The destructive words of `text`, wherever they stand: a string may be run as well as a statement.
  private static func mentions(in text: String) -> [String] {
    var words: [UInt8] = [UInt8(ascii: " ")]
    for byte in text.utf8 {
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte.asciiLowercased)
      if isLetter || byte == UInt8(ascii: "_") || byte.isASCIIDigit {
        words.append(byte.asciiLowercased)
      } else if words.last != UInt8(ascii: " ") {
        words.append(UInt8(ascii: " "))
      }
    }
    words.append(UInt8(ascii: " "))
    return destructive.filter { words.containsIgnoringCase(" \($0) ") }
  }
}
