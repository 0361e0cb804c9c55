import Exposure
import Findings

/// The language of a firewall file.
enum FirewallFormat: Hashable, Sendable {
  /// What `iptables-save` (IPv4), `ip6tables-save` (IPv6) or an unknown one of the two wrote.
  case iptables(AddressFamily?)
  /// A script of `nft -f`.
  case nftables
  /// The rule files of ufw for one family.
  case ufw(AddressFamily)
  /// A zone or a policy of firewalld.
  case firewalld
  /// Rules of pf.
  case pf

  /// Whether both are dumps of iptables, of whatever family, or both scripts of nft.
  func isSameLanguage(as other: FirewallFormat) -> Bool {
    language == other.language
  }

  /// The language without the family, as a word.
  var language: String {
    switch self {
    case .iptables: "iptables"
    case .nftables: "nftables"
    case .ufw: "ufw"
    case .firewalld: "firewalld"
    case .pf: "pf"
    }
  }

  /// The format that a file's name promises, with the endings of templates left out; `nil` for any other
  /// file.
  init?(path: RepositoryPath) {
    guard Self.mayPromise(path) else { return nil }
    // On a file system that folds case, `RULES.V4` is the file that is loaded.
    let path = RepositoryPath(bytes: (path.undisguised ?? path).bytes.asciiLowercased)
    var name = path.name
    for ending in Self.templateEndings where name.hasSuffix(ending) {
      name = name.dropLast(ending.utf8.count)
    }
    let directory = path.directory.name
    let isIPv6 = name.starts(with: "ip6tables".utf8) || name.hasSuffix("v6") || name.hasSuffix(".ip6tables")
    if Self.isIptables(name, in: directory) {
      self = .iptables(isIPv6 ? .ipv6 : .ipv4)
    } else if name.hasSuffix(".nft") || name.elementsEqual("nftables.conf".utf8)
      || (directory.elementsEqual("nftables.d".utf8) && name.hasSuffix(".conf"))
    {
      self = .nftables
    } else if name.elementsEqual("pf.conf".utf8) || name.hasSuffix(".pf") || name.hasSuffix(".pf.conf") {
      self = .pf
    } else if name.hasSuffix(".xml"), Self.isFirewalld(directory, path) {
      self = .firewalld
    } else {
      return nil
    }
  }

  /// `zones/` and `policies/` of firewalld's configuration.
  private static func isFirewalld(_ directory: ArraySlice<UInt8>, _ path: RepositoryPath) -> Bool {
    ["zones", "policies"].contains { directory.elementsEqual($0.utf8) }
      && path.components.contains { $0.starts(with: "firewalld".utf8) }
  }

  /// Whether the name is worth a closer look: every changed file is asked, some of them often.
  private static func mayPromise(_ path: RepositoryPath) -> Bool {
    let name = path.name
    let isOfTables = name.first.map { $0 | 0x20 == UInt8(ascii: "i") } ?? false
    return endings.end(name) || isOfTables || DisguisedName.isSuspect(path.bytes)
  }

  private static let endings = NameEndings(
    [".v4", ".v6", ".iptables", ".ip6tables", ".nft", ".conf", ".pf", ".xml"] + templateEndings)

  private static let templateEndings = [".j2", ".erb", ".tmpl", ".tpl", ".tftpl", ".in"]

  /// `rules.v4` of Debian, `sysconfig/iptables` of Red Hat, `iptables/iptables.rules` of Arch, and usual
  /// names of dumps.
  private static func isIptables(_ name: ArraySlice<UInt8>, in directory: ArraySlice<UInt8>) -> Bool {
    if ["rules.v4", "rules.v6"].contains(where: { name.elementsEqual($0.utf8) }) { return true }
    if [".iptables", ".ip6tables"].contains(where: name.hasSuffix) { return true }
    guard name.starts(with: "iptables".utf8) || name.starts(with: "ip6tables".utf8) else { return false }
    return directory.elementsEqual("sysconfig".utf8)
      || [".rules", ".conf", ".save", ".v4", ".v6", ".dump"].contains(where: name.hasSuffix)
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
