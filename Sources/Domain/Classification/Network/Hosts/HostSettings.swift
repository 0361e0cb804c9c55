import Findings
import Firewall

/// Files of a host's configuration that are known by their places and bear on its filter without being one.
enum HostSettings {
  /// Profiles of ufw.
  case profiles
  /// `direct.xml` of firewalld.
  case direct
  /// `firewalld.conf`.
  case firewalld
  /// `ufw.conf`.
  case ufw
  /// Settings of the kernel.
  case kernel
  /// A zone or a policy of firewalld, for what it says beside its rules.
  case zone(String)

  /// What the file of that name is; `nil` for any other.
  init?(_ path: RepositoryPath) {
    let parent = path.directory.name
    if path.isNamed("direct.xml"), parent.starts(with: "firewalld".utf8) {
      self = .direct
    } else if path.isNamed("firewalld.conf") {
      self = .firewalld
    } else if path.isNamed("ufw.conf") {
      self = .ufw
    } else if parent.elementsEqual("applications.d".utf8), path.directory.directory.isNamed("ufw") {
      self = .profiles
    } else if path.isNamed("sysctl.conf") || (parent.elementsEqual("sysctl.d".utf8) && path.hasSuffix(".conf")) {
      self = .kernel
    } else if FirewallFormat(path: path) == .firewalld {
      self = .zone(String(decoding: path.name.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self))
    } else {
      return nil
    }
  }

  func read(_ bytes: [UInt8]) -> DeclaredReach {
    switch self {
    case .profiles: UFWProfiles.read(bytes)
    case .direct: FirewalldExtras.read(direct: bytes)
    case .firewalld: FirewalldExtras.read(settings: bytes)
    case .ufw: UFWSettings.read(bytes)
    case .kernel: KernelSettings.read(bytes)
    case .zone(let name): FirewalldExtras.read(zone: bytes, name: name)
    }
  }
}
