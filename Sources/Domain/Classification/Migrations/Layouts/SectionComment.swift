/// The comments by which a tool marks its own files.
enum SectionComment {
  /// Each tool's comment, as it starts a line once blanks are taken out and letters are lower case.
  private static let marks: [(text: String, tool: MigrationLayout)] = [
    ("--+gooseup", .goose),
    ("--+migrateup", .sqlMigrate),
    ("--migrate:up", .dbmate),
    ("--liquibaseformattedsql", .liquibase),
  ]

  /// A comment line longer than this is no mark; it bounds the work per line.
  private static let longestMark = 64

  /// The tool whose mark stands on a line of `contents`; the first mark decides.
  static func tool(of contents: [UInt8]) -> MigrationLayout? {
    for line in contents.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
      guard line.contains(UInt8(ascii: "-")) else { continue }
      let packed = line.prefix(longestMark).filter { $0 > 0x20 && $0 < 0x7F }.map(\.asciiLowercased)
      for mark in marks where packed.starts(with: mark.text.utf8) { return mark.tool }
    }
    return nil
  }
}
