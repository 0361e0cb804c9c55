/// The functions of a script, and which of them bear on a firewall.
///
/// A function does where it names a program that is followed, a variable that holds one, or another function that does.
/// Each is found to do so once at most, so that the whole takes time in proportion to the script.
struct ShellFunctions {
  private var bodies: [String: LiteralCommand.Text] = [:]
  private var relevant: Set<String> = []
  /// The functions in whose bodies a word stands.
  private var users: [String: [String]] = [:]

  /// Words of which one stands in every command that is followed, and in every file that matters.
  private static let words = [
    "tables", "ufw", "firewall", "nft", "ipset", "netfilter", "forward", "pfctl", "docker", "podman", "pf.conf",
    "shorewall", "ipfw",
  ]

  subscript(name: String) -> LiteralCommand.Text? { bodies[name] }

  /// In one order, whatever the order of the dictionary.
  var names: [String] { bodies.keys.sorted() }

  func isRelevant(_ name: String) -> Bool { relevant.contains(name) }

  /// Whether a function is given what it may run: `run iptables -F`.
  func areRelevant(_ arguments: [String]) -> Bool {
    arguments.contains { argument in relevant.contains(argument) || Self.names(Array(argument.utf8)) }
  }

  mutating func define(_ name: String, _ body: LiteralCommand.Text) {
    bodies[name] = body
    var isOne = Self.names(body.bytes)
    for part in Set(body.bytes.split(whereSeparator: { !Self.isWord($0) })) {
      let word = String(decoding: part, as: UTF8.self)
      if relevant.contains(word) { isOne = true }
      users[word, default: []].append(name)
    }
    if isOne { mark(name) }
  }

  /// Takes note of a variable.
  mutating func note(_ name: String, holds values: [String]) {
    if !relevant.contains(name), values.contains(where: { Self.names(Array($0.utf8)) }) { mark(name) }
  }

  private mutating func mark(_ name: String) {
    var waiting = [name]
    while let next = waiting.popLast() {
      guard relevant.insert(next).inserted else { continue }
      waiting += users[next] ?? []
    }
  }

  private static func names(_ bytes: [UInt8]) -> Bool { words.contains { bytes.mentions($0) } }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || (byte >= 48 && byte <= 57)
      || (byte | 32 >= 97 && byte | 32 <= 122) || byte >= 128
  }
}
