import Foundation
import SQL

/// The statements of `text`.
func statements(_ text: String, _ dialect: Dialect = .postgres) -> [Statement] {
  StatementSplitter(dialect: dialect).split(Array(text.utf8)).statements
}

/// The texts of the statements of `text`.
func texts(_ text: String, _ dialect: Dialect = .postgres) -> [String] {
  statements(text, dialect).map { String(decoding: $0.text, as: UTF8.self) }
}

/// The codes of the diagnostics of `text`.
func codes(_ text: String, _ dialect: Dialect = .postgres) -> [Diagnostic.Code] {
  StatementSplitter(dialect: dialect).split(Array(text.utf8)).diagnostics.map(\.code)
}

/// What the recogniser makes of a text with one statement.
func recognized(_ text: String, _ dialect: Dialect = .postgres) -> [Command] {
  statements(text, dialect).flatMap { Recognizer().parse($0).commands }
}

/// The actions of a text with one ALTER TABLE.
func actions(_ text: String, _ dialect: Dialect = .postgres) -> [AlterAction] {
  recognized(text, dialect).flatMap { command -> [AlterAction] in
    if case .alterTable(let table) = command { table.actions } else { [] }
  }
}

/// The files of the corpus for `dialect`.
func corpus(_ dialect: Dialect) throws -> [(name: String, bytes: [UInt8])] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Corpus/\(dialect.rawValue)")
  let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sql") }
  return try names.sorted().map { ($0, Array(try Data(contentsOf: folder.appending(path: $0)))) }
}

/// A small generator with a fixed seed (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
