import Findings
import SQL

/// SQL that is made or fetched when the migration runs.
struct DynamicSQL {
  let hazard: Hazard
  let kind: Kind

  /// How much is known of what it runs.
  enum Kind: Hashable, Sendable {
    /// Its text, and that of the routines that it calls, is written out and speaks of nothing destructive.
    case plain
    /// What it runs stands nowhere.
    case assembled
    /// Its text names a destructive statement.
    case destructive
  }

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

  /// psql commands that run what stands in the file or show something.
  private static let plainClientCommands: Set<String> = ["if", "elif", "else", "endif", "gset"]

  /// Functions of PostgreSQL and its extensions that run a text: elsewhere, later or now.
  private static let runners: Set<String> = [
    "dblink", "dblink_exec", "dblink_send_query", "dblink_open", "schedule", "schedule_in_database", "query_to_xml",
    "query_to_xml_and_xmlschema", "run_command_on_workers", "run_command_on_shards", "run_command_on_all_nodes",
    "execute_sql", "exec_sql",
  ]

  private static func runsText(_ call: FunctionCall) -> Bool {
    runners.contains(call.name.name) && (!call.name.name.hasPrefix("schedule") || call.name.schema == "cron")
  }

  /// The dynamic parts of `command`.
  static func all(in command: Command, _ context: HazardContext) -> [DynamicSQL] {
    switch command {
    case .dynamic(let block):
      let called = context.schema.routines(calledIn: block.body)
      return called.isEmpty && RaisingCheck.is(block)
        ? [] : [DynamicSQL("block", after: block.language, [block] + called, context)]
    case .call(let routine): return [DynamicSQL("CALL \(routine)", context.schema.routines(calledBy: routine), context)]
    case .clientCommand(let word, let arguments) where !harmlessClientCommands.contains(word):
      // `\d…` describes.
      return [
        DynamicSQL(
          "\\\(word)", after: arguments, [DynamicBlock(language: "sql", body: arguments)], context,
          isAssembled: !plainClientCommands.contains(word) && !word.hasPrefix("d"))
      ]
    case .select(let query):
      return query.calls.map(\.name).filter { context.schema.routines[ObjectKey($0)] != nil }
        .map { DynamicSQL("SELECT \($0)()", context.schema.routines(calledBy: $0), context) }
        + query.calls.filter(runsText).map { call in
          DynamicSQL(
            "SELECT \(call.name)()",
            [DynamicBlock(language: "sql", body: call.arguments.compactMap(\.self).joined(separator: "; "))], context,
            isAssembled: call.arguments.contains(nil))
        }
    default: return []
    }
  }

  private init(
    _ what: String, after: String? = nil, _ code: [DynamicBlock], _ context: HazardContext, isAssembled: Bool = false
  ) {
    let mentioned = code.flatMap { Self.mentions(in: $0.body) }
    if !mentioned.isEmpty {
      kind = .destructive
    } else {
      kind = isAssembled || code.contains(where: AssembledSQL.stands) ? .assembled : .plain
    }
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
