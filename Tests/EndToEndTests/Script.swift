import Foundation

/// An end-to-end script: command lines, then files, as `Tests/EndToEnd/README.md` describes them.
struct Script: Sendable, CustomStringConvertible {
  /// One line that does something.
  struct Step: Sendable {
    let line: Int
    let text: String
    let action: Action
  }

  /// What a step does.
  enum Action: Hashable, Sendable {
    /// Runs a command line and expects its exit code.
    case run(exit: Int32, command: String)
    /// Runs a command line and keeps what it prints in a variable.
    case assign(variable: String, command: String)
    case environment(variable: String, value: String)
    case directory(String)
    /// Holds a stream of the last command against a regular expression.
    case expect(Stream, pattern: String, matches: Bool)
    /// Needs a program that is not on every machine.
    case needs(String)
  }

  enum Stream: String, Hashable, Sendable {
    case stdout, stderr
  }

  let name: String
  let steps: [Step]
  let files: [(path: String, text: String)]

  var description: String { name }

  /// The folder of the scripts.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "EndToEnd")

  /// Every script, in order of name.
  static func loadAll() throws -> [Script] {
    let named = ProcessInfo.processInfo.environment["GATEHOUSE_SCRIPTS"] ?? ""
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "txt" && (named.isEmpty || $0.lastPathComponent.contains(named)) }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { try Script(name: $0.lastPathComponent, text: String(contentsOf: $0, encoding: .utf8)) }
  }

  /// - Throws: ``ScriptError`` with the line that is not of the format.
  init(name: String, text: String) throws {
    self.name = name
    var steps: [Step] = []
    var files: [(path: String, text: String)] = []
    var pending: (line: Int, text: String)?
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() {
      if let path = Self.fileHeader(line) {
        files.append((path, ""))
      } else if let last = files.indices.last {
        // The last line feed of the script ends its last line; it is no empty line of a file.
        if index < lines.count - 1 || !line.isEmpty { files[last].text += line + "\n" }
      } else {
        let start = pending ?? (index + 1, "")
        if line.hasSuffix("\\") {
          pending = (start.line, start.text + line.dropLast())
          continue
        }
        pending = nil
        let whole = (start.text + line).trimmingCharacters(in: .whitespaces)
        guard !whole.isEmpty, !whole.hasPrefix("#") else { continue }
        guard let action = Self.action(whole) else { throw ScriptError("\(name):\(start.line): not a step: \(whole)") }
        steps.append(Step(line: start.line, text: whole, action: action))
      }
    }
    guard steps.contains(where: { if case .run = $0.action { true } else { false } }) else {
      throw ScriptError("\(name): runs nothing")
    }
    self.steps = steps
    self.files = files
  }

  /// The path of `-- path --`.
  private static func fileHeader(_ line: String) -> String? {
    guard line.hasPrefix("-- "), line.hasSuffix(" --"), line.utf8.count > 6 else { return nil }
    return line.dropFirst(3).dropLast(3).trimmingCharacters(in: .whitespaces)
  }

  private static func action(_ text: String) -> Action? {
    let (word, rest) = split(text)
    guard !rest.isEmpty else { return nil }
    switch word {
    case "$": return .run(exit: 0, command: rest)
    case "exit":
      let (code, command) = split(rest)
      guard let expected = Int32(code), !command.isEmpty else { return nil }
      return .run(exit: expected, command: command)
    case "let":
      let (variable, command) = split(rest, at: "=")
      return command.isEmpty ? nil : .assign(variable: variable, command: command)
    case "env":
      let (variable, value) = split(rest, at: "=")
      return .environment(variable: variable, value: value)
    case "cd": return .directory(rest)
    case "needs": return .needs(rest)
    case "!":
      guard case .expect(let stream, let pattern, true)? = action(rest) else { return nil }
      return .expect(stream, pattern: pattern, matches: false)
    default:
      return Stream(rawValue: word).map { .expect($0, pattern: rest, matches: true) }
    }
  }

  private static func split(_ text: String, at separator: Character = " ") -> (String, String) {
    let parts = text.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    return (parts[0], parts.count == 2 ? parts[1] : "")
  }
}

/// What is wrong with a script or went wrong in it, in words for whoever reads the test's output.
struct ScriptError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
