/// One command as it would be run, with what is written into it.
struct LiteralCommand {
  /// Text with the number of its first line.
  struct Text {
    var bytes: [UInt8]
    let line: Int
  }

  /// The words, quotes taken off; what is not known before it runs is left as written (`$PORT`).
  var words: [String]
  let line: Int
  /// What the command reads: a here-document, or what the command before it in a pipe prints.
  var input: Text?

  init(words: [String], line: Int, input: Text? = nil) {
    self.words = words
    self.line = line
    self.input = input
  }

  /// The program without its directory.
  var name: String { words.first.map { String($0.split(separator: "/").last ?? "") } ?? "" }

  /// The words after the program.
  var arguments: [String] { Array(words.dropFirst()) }

  /// Words that stand before a command and change nothing of what it does to a firewall, each with its options that take
  /// a value.
  private static let prefixes: [String: Set<String>] = [
    "sudo": ["-u", "-g", "-h", "-p", "-C", "-D", "-R", "-T", "-U"], "doas": ["-u", "-C"], "nohup": [], "exec": ["-a"],
    "time": [], "command": [], "nice": ["-n"], "ionice": ["-c", "-n"], "timeout": ["-s", "-k"], "env": ["-u", "-C"],
    "setsid": [], "chroot": [], "then": [], "do": [], "else": [], "if": [], "elif": [], "while": [], "until": [],
    "!": [], "{": [], "(": [], "busybox": [],
  ]

  /// Prefixes with a word of their own before the command.
  private static let withOperand: Set<String> = ["timeout", "chroot"]

  mutating func dropPrefixes() {
    while let first = words.first, words.count > 1 {
      if Self.isAssignment(first) {
        words.removeFirst()
        continue
      }
      guard let valued = Self.prefixes[String(first.split(separator: "/").last ?? "")] else { return }
      words.removeFirst()
      while let option = words.first, option.hasPrefix("-"), option.count > 1, words.count > 1 {
        words.removeFirst(valued.contains(option) && words.count > 2 ? 2 : 1)
      }
      if Self.withOperand.contains(first), words.count > 1 { words.removeFirst() }
    }
  }

  static func isAssignment(_ word: String) -> Bool {
    guard let equals = word.firstIndex(of: "="), equals != word.startIndex else { return false }
    return word[..<equals].allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber } && !(word.first?.isNumber ?? true)
  }
}

/// A file that a script, cloud-init or a task writes on the host.
struct WrittenFile {
  let path: String
  var text: LiteralCommand.Text
}
