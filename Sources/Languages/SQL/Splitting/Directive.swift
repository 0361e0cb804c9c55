/// An instruction to a migration tool, written as a comment.
public struct Directive: Hashable, Sendable {
  /// The tool that reads it.
  public enum Tool: String, Hashable, Sendable, CaseIterable {
    case goose, dbmate
    case sqlMigrate = "sql-migrate"
    case drizzle, sqlx, liquibase, atlas, morph
    /// A framework whose migrations are code.
    case framework
  }

  public let tool: Tool

  /// The instruction in lower case without the tool's prefix: `up`, `down`, `statementbegin`, `statementend`,
  /// `no transaction`, `statement-breakpoint`, `changeset`, `rollback`, `txmode`, `nolint`,
  /// `nontransactional`, …
  public let name: String

  /// The rest of the line, trimmed, as written: `transaction:false`, `notransaction`, `ana:1
  /// runInTransaction:false`.
  public let arguments: String

  /// Where the comment starts in the file.
  public let offset: Int

  /// Its line, from 1.
  public let line: Int

  /// A directive from its parts.
  public init(_ tool: Tool, _ name: String, arguments: String = "", offset: Int, line: Int) {
    self.tool = tool
    self.name = name
    self.arguments = arguments
    self.offset = offset
    self.line = line
  }

  /// The section that starts here; absent when the directive starts none. Liquibase's `--rollback` holds its
  /// statement in the comment itself and so starts none.
  public var direction: Direction? {
    switch (tool, name) {
    case (.goose, "up"), (.dbmate, "up"), (.sqlMigrate, "up"), (.liquibase, "changeset"): .up
    case (.goose, "down"), (.dbmate, "down"), (.sqlMigrate, "down"): .down
    default: nil
    }
  }

  /// It takes the file, or for sql-migrate, dbmate and Liquibase its section, out of the tool's transaction.
  public var disablesTransaction: Bool {
    let words = arguments.split(separator: " ").map { $0.lowercased() }
    return switch (tool, name) {
    case (.goose, "no transaction"), (.sqlx, "no-transaction"), (.morph, "nontransactional"),
      (.framework, "no transaction"):
      true
    case (.dbmate, _): words.contains("transaction:false")
    case (.sqlMigrate, _): words.contains("notransaction")
    case (.liquibase, "changeset"): words.contains("runintransaction:false")
    case (.atlas, "txmode"): words.first == "none"
    default: false
    }
  }
}
