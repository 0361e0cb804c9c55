import Foundation

/// A folder of statements that a server judges, with what was recorded of it.
struct StatementCorpus: Sendable {
  private let folder: URL

  /// The folder `Corpus` beside a test file.
  init(beside file: String) {
    folder = URL(filePath: file).deletingLastPathComponent().appending(path: "Corpus")
  }

  func text(_ name: String) throws -> String { try String(contentsOf: folder.appending(path: name), encoding: .utf8) }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// The lines `name | text` of a file.
  func lines(of file: String) throws -> [(name: String, text: String)] {
    try text(file).split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let parts = line.split(separator: " | ", maxSplits: 1)
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
  }
}
