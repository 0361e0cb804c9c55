import Foundation

/// What every file of the project keeps to, whatever it holds.
enum FileRules {
  /// The most lines of a source file; generated tables are not read by people and may be longer.
  static let mostLines = 800

  /// Words that stand for work left undone. Written in two parts, so that this file does not hold them.
  static let unfinished = ["TO" + "DO", "FIX" + "ME"]

  /// Roots of absolute paths that exist on one machine only.
  static let machineFolders = ["work", "opt", "root", "home", "Users"].map { "/" + $0 + "/" }

  static func isGenerated(_ source: String) -> Bool { source.hasPrefix("// Made by ") }

  /// Machine paths and unfinished work in a file's bytes, each with its line.
  static func forbiddenText(in bytes: Data) -> [String] {
    (machineFolders + unfinished).flatMap { find($0, in: bytes) }
  }

  /// What is wrong with how a Swift file begins: imports first, no banner, no imports further down.
  static func opening(of source: String) -> [String] {
    var violations: [String] = []
    if source.hasPrefix("/*") || source.split(separator: "\n").contains(where: isBanner) {
      violations.append("has a banner comment")
    }
    // `#if` may choose between imports.
    let code = SwiftText(source).lines.enumerated().filter { line in
      !line.element.allSatisfy(\.isWhitespace) && !line.element.hasPrefix("#")
    }
    let imports = Set(Import.all(in: source).map(\.line))
    guard let first = code.first(where: { !imports.contains($0.offset + 1) }) else { return violations }
    for line in imports.sorted() where line > first.offset + 1 {
      violations.append("line \(line): an import below the first declaration")
    }
    return violations
  }

  /// A comment that draws a line.
  private static func isBanner(_ line: Substring) -> Bool {
    let text = line.drop { $0 == " " }
    guard text.hasPrefix("//") else { return false }
    return text.drop { $0 == "/" || $0 == " " }.prefix { "-=*#~".contains($0) }.count > 2
  }

  private static func find(_ text: String, in bytes: Data) -> [String] {
    var found: [String] = []
    var rest = bytes[...]
    while let range = rest.range(of: Data(text.utf8)) {
      rest = bytes[range.upperBound...]
      if range.lowerBound > bytes.startIndex, continues(bytes[range.lowerBound - 1]) { continue }
      let line = bytes[..<range.lowerBound].count { $0 == UInt8(ascii: "\n") } + 1
      found.append("line \(line): \(text)")
    }
    return found
  }

  /// Whether a word or path goes on to the left of this byte: then it is another word, a relative path or part of a URL.
  private static func continues(_ byte: UInt8) -> Bool {
    byte >= 0x80 || wordBytes.contains(byte)
  }

  private static let wordBytes = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/}~".utf8)
}
