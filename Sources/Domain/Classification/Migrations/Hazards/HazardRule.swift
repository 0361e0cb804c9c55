import Findings
import SQL

/// Recognises one kind of hazard in single SQL commands.
///
/// A rule is a function of the command and of what is known before it runs; it never looks at the file's
/// text, so it gives the same findings whichever parser read the statement.
protocol HazardRule: Sendable {
  /// The kind that this rule, and no other, emits.
  var kind: ChangeKind { get }

  /// The dialects whose servers behave as the kind says; `nil` for all of them.
  ///
  /// Loss and broken code are the same everywhere. Locks and rewrites are PostgreSQL's: InnoDB builds indexes
  /// while the table is written, SQLite has one lock for everything.
  var dialects: Set<Dialect>? { get }

  /// Whether the rule also speaks of files outside every folder of migrations: only what destroys data does.
  var appliesToStrayFiles: Bool { get }

  /// The hazards of `command`, none when it is harmless.
  func hazards(of command: Command, _ context: HazardContext) -> [Hazard]
}

extension HazardRule {
  var dialects: Set<Dialect>? { nil }
  var appliesToStrayFiles: Bool { false }
}
