/// The message of a commit: its lines, its trailers, and what git will make of it while it is still being edited.
public struct CommitMessage: Hashable, Sendable {
  /// As stored, not necessarily UTF-8.
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The lines, without the carriage return that some editors leave.
  ///
  /// Split on bytes: to Swift's `Character`, CR LF is one and would end no line.
  var lines: [String] {
    Self.rawLines(bytes).map { line in
      String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }
  }

  private static func rawLines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  /// The trailers of the last paragraph with this key (case ignored), such as `Ticket`.
  public func trailers(_ key: String) -> [String] {
    let isBlank = { (line: String) in line.allSatisfy(\.isWhitespace) }
    let last = lines.reversed().drop(while: isBlank).prefix { !isBlank($0) }
    return Self.values(of: key, in: last.reversed())
  }

  /// The values of lines of the form `key: value`, wherever they stand.
  func values(of key: String) -> [String] { Self.values(of: key, in: lines) }

  private static func values(of key: String, in lines: some Sequence<String>) -> [String] {
    lines.compactMap { line in
      guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == key.lowercased() else { return nil }
      return String(line[line.index(after: colon)...].drop { $0.isWhitespace })
    }
  }
}

extension CommitMessage {
  /// How git cleans a message that was edited: the values of `commit.cleanup`.
  public enum Cleanup: String, Hashable, Sendable {
    case standard = "default"
    case strip
    case whitespace
    case verbatim
    case scissors
  }

  /// The characters that `core.commentChar=auto` chooses from, in git's order.
  private static let automaticComments = "#;@!$%^&|:"

  private static let cutLine = " ------------------------ >8 ------------------------"

  /// The message that git will store, from the file that a hook is shown before git cleans it.
  ///
  /// - Parameters:
  ///   - comment: what comment lines start with; `nil` where git chooses it by the text (`auto`).
  ///   - isEdited: whether an editor was opened: only then did git write comments into the file.
  public func cleaned(_ cleanup: Cleanup, comment: String?, isEdited: Bool) -> CommitMessage {
    var lines = Self.rawLines(bytes)
    let prefix = Array((comment ?? Self.chosenComment(lines)).utf8)
    if isEdited, let cut = lines.firstIndex(where: { $0.elementsEqual(prefix + Self.cutLine.utf8) }) {
      lines.removeSubrange(cut...)
    }
    if cleanup == .strip || cleanup == .standard && isEdited { lines.removeAll { $0.starts(with: prefix) } }
    return CommitMessage(Array(lines.joined(separator: CollectionOfOne(UInt8(ascii: "\n")))))
  }

  /// What git chose: it stands in the cut line, or before the last thing that git wrote.
  private static func chosenComment(_ lines: [ArraySlice<UInt8>]) -> String {
    let cut = lines.first { $0.dropFirst().elementsEqual(cutLine.utf8) }
    let first = (cut ?? lines.last { !$0.isEmpty })?.first.map { Character(Unicode.Scalar($0)) }
    return first.flatMap { automaticComments.contains($0) ? String($0) : nil } ?? "#"
  }
}
