import Exposure

/// Reads files of rules that scripts, cloud-init and tasks write on a host.
enum WrittenRules {
  /// A file that writes a file that writes a file.
  private static let depth = 3

  /// What the file lets through; `nil` for one of another kind.
  static func read(_ file: WrittenFile, depth: Int) -> DeclaredReach? {
    // Empty lines in front keep every line the number that it has in the outer file.
    let bytes = [UInt8](repeating: 10, count: max(file.text.line - 1, 0)) + file.text.bytes
    if let ruleset = ruleset(file, bytes) {
      var declared = DeclaredReach()
      declared.groups = ruleset.groups(named: file.path, line: file.text.line)
      declared.diagnostics = ruleset.diagnostics.filter {
        !$0.message.contains("$") && !Unresolved.isUnresolved($0.message)
      }
      return declared
    }
    let name = file.path.split(separator: "/").last.map(String.init) ?? ""
    let isScript = file.text.bytes.starts(with: "#!".utf8) || name.hasSuffix(".sh") || name == "rc.local"
    guard isScript, depth < Self.depth,
      file.text.bytes.mentions("iptables") || file.text.bytes.mentions("ufw")
        || file.text.bytes.mentions("firewall") || file.text.bytes.mentions("nft")
    else { return nil }
    let script = ShellScript.run(file.text.bytes, firstLine: file.text.line)
    var declared = FirewallCommands.evaluate(script.commands, script.files, depth: depth + 1)
    declared.groups = declared.groups.map { $0.renamed("\(file.path) \($0.key.name)") }
    return declared
  }

  private static func ruleset(_ file: WrittenFile, _ bytes: [UInt8]) -> FirewallRuleset? {
    let path = file.path
    let words = firstWords(file.text.bytes)
    let isIPv6 = path.hasSuffix("v6") || path.contains("ip6")
    if ["*filter", "*nat", "*mangle", "*raw"].contains(words.first ?? "") || path.hasSuffix("rules.v4")
      || path.hasSuffix("rules.v6")
    {
      return IptablesSave.parse(bytes, family: isIPv6 ? .ipv6 : path.hasSuffix("v4") ? .ipv4 : nil)
    }
    if path.hasSuffix(".nft") || path.hasSuffix("nftables.conf") || words.first == "table" && words.count > 2
      || words.prefix(2) == ["flush", "ruleset"]
    {
      return Nftables.parse(bytes)
    }
    if path.hasSuffix("/default/ufw") {
      return UFWRules.parse([], family: .ipv4, defaults: UFWRules.Part(label: "", bytes: bytes))
    }
    if path.hasSuffix(".xml"), path.contains("firewalld/zones/") || path.contains("firewalld/policies/") {
      return Firewalld.parse(bytes, name: path.split(separator: "/").last.map { String($0.dropLast(4)) } ?? "")
    }
    if path.hasSuffix("pf.conf") { return PacketFilter.parse(bytes) }
    return nil
  }

  /// The words of the first line that says something.
  private static func firstWords(_ bytes: [UInt8]) -> [String] {
    for line in bytes.prefix(1 << 16).split(separator: 10) {
      let words = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\t" || $0 == "\r" }.map(String.init)
      if let first = words.first, !first.hasPrefix("#") { return words }
    }
    return []
  }
}
