import Exposure

/// Follows `iptables` and `ip6tables` commands as one file of commands for each family.
struct IptablesCommands {
  private var readers: [AddressFamily: IptablesReader] = [:]
  private var lines: [AddressFamily: Int] = [:]
  /// What stands before the names of the groups.
  private let prefix: String

  init(prefix: String = "") { self.prefix = prefix }

  /// Options of the command itself, with the number of words that belong to each.
  private static let own: [String: Int] = [
    "-w": 0, "--wait": 0, "-W": 1, "--wait-interval": 1, "-v": 0, "--verbose": 0, "-n": 0, "--numeric": 0,
    "--modprobe": 1, "-4": 0, "-6": 0,
  ]

  mutating func run(_ command: LiteralCommand, _ family: AddressFamily) {
    var table = "filter"
    var words: [String] = []
    var index = 0
    let arguments = command.arguments
    while index < arguments.count {
      let word = arguments[index]
      index += 1
      if word == "-t" || word == "--table" {
        if index < arguments.count { table = arguments[index] }
        index += 1
      } else if let count = Self.own[word], words.isEmpty || count == 0 && word.hasPrefix("-w") {
        index += count
        // `-w 5` waits five seconds.
        if word.hasPrefix("-w") || word == "--wait", index < arguments.count, Int(arguments[index]) != nil {
          index += 1
        }
      } else {
        words.append(word)
      }
    }
    guard let verb = words.first, !Self.asks(verb) else { return }
    // `--delete`, `-D` of a rule that another file added is told; here there is nothing to delete.
    feed([["*\(table)"], words, ["COMMIT"]], family, command.line)
  }

  /// Whether the command only shows or tests: `-C`, `-L`, `-nvL`.
  private static func asks(_ verb: String) -> Bool {
    if verb.hasPrefix("--") { return ["--list", "--list-rules", "--check", "--version", "--help"].contains(verb) }
    return verb.hasPrefix("-") && verb.contains { "LSCVh".contains($0) }
  }

  /// `iptables-restore <<EOF`.
  mutating func load(_ command: LiteralCommand, _ family: AddressFamily) {
    guard let input = command.input else { return }
    // Taken out while it is written, so that its rules are not copied for each command.
    var reader = readers.removeValue(forKey: family) ?? IptablesReader(family: family, isScript: true)
    for line in IptablesLine.lines(of: input.bytes) {
      reader.read(IptablesLine(number: input.line + line.number - 1, words: line.words))
    }
    readers[family] = reader
    lines[family] = lines[family] ?? command.line
  }

  private mutating func feed(_ all: [[String]], _ family: AddressFamily, _ line: Int) {
    var reader = readers.removeValue(forKey: family) ?? IptablesReader(family: family, isScript: true)
    for words in all { reader.read(IptablesLine(number: line, words: words)) }
    readers[family] = reader
    lines[family] = lines[family] ?? line
  }

  /// What the commands of each family amount to, under the name of its program.
  func declared() -> DeclaredReach {
    var declared = DeclaredReach()
    for family in AddressFamily.allCases {
      guard var reader = readers[family] else { continue }
      let ruleset = reader.finish()
      declared.groups += ruleset.groups(
        named: prefix + (family == .ipv4 ? "iptables" : "ip6tables"), line: lines[family] ?? 0)
      declared.diagnostics += ruleset.diagnostics.filter {
        !Unresolved.isUnresolved($0.message) && !$0.message.contains("$")
      }
    }
    return declared
  }
}

extension IptablesLine {
  init(number: Int, words: [String]) {
    self.number = number
    self.words = words
    isUnterminated = false
  }
}
