import Findings
import Firewall
import Repositories
import YAML

/// Reads the firewall files of a change, each side with the tree that it stands in.
struct FirewallReader {
  let change: ChangeSet
  let parser: any YAMLParser

  /// The rules in `reading`; `nil` when it is no firewall file or cannot be read.
  func file(
    _ reading: FileReading, at path: RepositoryPath, on side: Finding.Side
  ) throws(Failure) -> FirewallFile? {
    guard let bytes = reading.bytes, let format = Self.format(of: bytes, at: path) else { return nil }
    let tree = side == .base ? change.base : change.head
    var includes = IncludedFiles(of: path, in: tree)
    let ruleset: FirewallRuleset
    switch format {
    case .iptables(let family):
      guard TemplateText.isTemplate(bytes) else {
        ruleset = IptablesSave.parse(bytes, family: family)
        break
      }
      var files = NeighbourFiles(of: path, in: tree)
      let role = path.directory.isNamed("templates") ? RoleVariables(&files, parser) : nil
      let template = FilterTemplate.read(bytes) { role?.text($0) }
      var read = IptablesSave.parse(template.bytes, family: family)
      read.diagnostics = template.diagnostics + read.diagnostics.filter { !FilterTemplate.isAboutExpression($0) }
      if let failure = files.failure { throw failure }
      return FirewallFile(path: path, side: side, format: format, ruleset: read, included: files.found.sorted())
    case .nftables: ruleset = Nftables.parse(bytes) { includes.content($0) }
    case .pf: ruleset = PacketFilter.parse(bytes) { includes.content($0) }
    case .firewalld:
      let name = String(decoding: path.name.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self)
      ruleset = Firewalld.parse(bytes, name: name) { includes.content($0) }
    // The files of ufw are read together; see ``UFWDirectory``.
    case .ufw: return nil
    }
    if let failure = includes.failure { throw failure }
    return FirewallFile(path: path, side: side, format: format, ruleset: ruleset, included: includes.found)
  }

  /// The content decides, for a file may have any name; the name decides where the content starts as nothing
  /// known, and tells IPv4 from IPv6.
  static func format(of bytes: [UInt8], at path: RepositoryPath) -> FirewallFormat? {
    if UFWDirectory.isPart(path), bytes.mentions("ufw") { return .ufw(UFWDirectory.family(of: path)) }
    let promised = FirewallFormat(path: path)
    switch (FirewallSniffer.format(of: bytes), promised) {
    case (.nftables?, _): return .nftables
    case (.iptables?, .iptables(let family)?): return .iptables(family)
    case (.iptables?, _): return .iptables(nil)
    case (_, let promised): return promised
    }
  }
}
