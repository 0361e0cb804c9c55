import Findings

/// Tells a firewall file by its content, whatever its name is.
///
/// It looks at the first line that is not a comment, where a loader would refuse anything that is not of its
/// language; a text that quotes rules further down is not one.
enum FirewallSniffer {
  /// How far the first lines are looked for, in bytes. Every changed file is sniffed, so this bounds the cost
  /// of one; no comment at the head of a rule file comes near it.
  static let reach = 64 << 10

  /// How many words of a line, and how many bytes of a word, it takes to know a command: a file of one
  /// endless line is not to be turned into words.
  private static let wordCount = 4
  private static let wordLength = 32

  /// The format that the content starts as; `nil` for any other content.
  static func format(of bytes: [UInt8]) -> FirewallFormat? {
    var text = bytes.prefix(reach)
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    if isNftInterpreterLine(text.prefix { !$0.isLineEnd }) { return .nftables }
    while !text.isEmpty {
      let line = text.prefix { !$0.isLineEnd }
      let words = line.split(maxSplits: wordCount, whereSeparator: \.isBlank).prefix(wordCount)
        .map { String(decoding: $0.prefix(wordLength), as: UTF8.self) }
      text = text.dropFirst(line.count + 1)
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      if isIptablesTable(words) { return .iptables(nil) }
      if isNftCommand(words) { return .nftables }
      if ["define", "redefine", "include"].contains(first) { continue }
      return isTableOfDefaultFamily(words, text) ? .nftables : nil
    }
    return nil
  }

  /// `#!/usr/sbin/nft -f`, or through `env`.
  private static func isNftInterpreterLine(_ line: ArraySlice<UInt8>) -> Bool {
    let words = line.dropFirst(2).split { $0.isBlank || $0 == UInt8(ascii: "/") }
    return line.starts(with: "#!".utf8) && words.contains { $0.elementsEqual("nft".utf8) }
  }

  /// `*filter` alone on its line.
  private static func isIptablesTable(_ words: [String]) -> Bool {
    words.count == 1 && ["*filter", "*nat", "*mangle", "*raw", "*security"].contains(words[0])
  }

  private static let families: Set<String> = ["ip", "ip6", "inet", "arp", "bridge", "netdev"]
  private static let verbs: Set<String> = ["add", "create", "insert", "delete", "destroy", "flush", "replace"]
  private static let objects: Set<String> = ["table", "chain", "rule", "set", "map", "element"]

  /// `flush ruleset`, `table inet filter`, `add rule ip filter input`.
  private static func isNftCommand(_ words: [String]) -> Bool {
    guard words.count >= 2 else { return false }
    if words[0] == "flush" && (words[1] == "ruleset" || words[1] == "ruleset;") { return true }
    if words[0] == "table" { return words.count >= 3 && families.contains(words[1]) }
    guard words.count >= 3, verbs.contains(words[0]), objects.contains(words[1]) else { return false }
    // `create table users (` and `create rule r as` are SQL; without a family, only what SQL never says is nft.
    return families.contains(words[2]) || (words[0] != "create" && words[1] != "table")
  }

  /// `table filter {` without a family, which other languages write too: a chain must follow.
  private static func isTableOfDefaultFamily(_ words: [String], _ rest: ArraySlice<UInt8>) -> Bool {
    guard words.count >= 2, words[0] == "table" else { return false }
    let following = rest.prefix(1 << 10).split { $0.isBlank || $0.isLineEnd }
    return following.contains { $0.elementsEqual("chain".utf8) }
  }
}
