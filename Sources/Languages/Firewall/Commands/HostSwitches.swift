import Exposure

/// Follows commands that switch a host's filter off or on, and those that let it forward packets (systemctl(1),
/// service(8), apt-get(8), dnf(8), sysctl(8)).
struct HostSwitches {
  private struct Switch {
    let text: String
    let line: Int
    /// Whether it takes away rules that were put in place before it.
    let isLast: Bool
  }

  /// The filters that are off, by their names.
  private var filters: [String: Switch] = [:]
  private var routing: [String: Int] = [:]
  /// Edits of rules that are not followed.
  private var edits: [String: Int] = [:]
  /// The filters that are set up here, so that another one may go.
  private var present: Set<String> = []

  /// The services, by the packages and units that bring them.
  private static let services = [
    "ufw": "ufw", "firewalld": "firewalld", "nftables": "nftables", "iptables": "iptables", "ip6tables": "ip6tables",
    "iptables-persistent": "iptables", "netfilter-persistent": "iptables", "iptables-services": "iptables",
    "nft": "nftables",
    "iptables-nft": "iptables", "shorewall": "shorewall", "pf": "pf", "ipfw": "ipfw", "SuSEfirewall2": "SuSEfirewall2",
  ]

  /// Where rules are kept.
  static let files = [
    "/etc/ufw/", "/etc/default/ufw", "/etc/iptables/", "/etc/sysconfig/iptables", "nftables.conf", "/etc/firewalld/",
    "pf.conf",
  ]

  private static let stops: Set<String> = ["stop", "disable", "mask", "kill"]
  private static let starts: Set<String> = ["start", "enable", "unmask", "restart", "reload-or-restart", "reenable"]
  private static let removals: Set<String> = [
    "remove", "purge", "autoremove", "erase", "del", "rm", "-R", "-Rs", "-Rns", "-e",
  ]
  private static let managers: Set<String> = [
    "apt", "apt-get", "aptitude", "yum", "dnf", "microdnf", "zypper", "apk", "pacman", "rpm", "dpkg", "pkg", "brew",
  ]

  mutating func run(_ command: LiteralCommand) {
    let words = command.arguments.filter { !$0.hasPrefix("-") }
    switch command.name {
    case "systemctl", "rc-service", "service", "rc-update", "chkconfig", "update-rc.d", "rcctl", "initctl":
      // `systemctl stop ufw`, `service ufw stop`, `chkconfig iptables off`.
      let verb = words.first {
        Self.stops.contains($0) || Self.starts.contains($0) || ["off", "del", "on", "add"].contains($0)
      }
      guard let verb else { return }
      turn(words, isOff: Self.stops.contains(verb) || verb == "off" || verb == "del", command)
    case let name where command.words.first?.contains("init.d/") == true && Self.services[name] != nil:
      guard let verb = words.first, Self.stops.contains(verb) || Self.starts.contains(verb) else { return }
      turn([name], isOff: Self.stops.contains(verb), command)
    case let name where Self.managers.contains(name):
      if command.arguments.contains(where: Self.removals.contains) { turn(words, isOff: true, command) }
    case "ufw": if words.contains("enable") { setUp("ufw") }
    case "iptables":
      if words.contains("DROP"), command.arguments.contains(where: ["-P", "--policy"].contains) { setUp("iptables") }
    case "iptables-restore": setUp("iptables")
    case "nft": if command.arguments.contains("-f") { setUp("nftables") }
    case "sed", "perl":
      // A file of rules that is edited in place: what it says then is not known here.
      let path = words.last { word in Self.files.contains { word.contains($0) } }
      if let path,
        command.arguments.contains(where: { $0.hasPrefix("-i") || $0.hasPrefix("-pi") || $0 == "--in-place" })
      {
        edits["\(path) by \(command.words.joined(separator: " "))"] = command.line
      }
    case "ipset":
      guard words.count > 2, words[0] == "add", let prefix = AddressText.range(words[2]), AddressSet(prefix).isVast
      else { return }
      edits["set \(words[1]) by \(command.words.joined(separator: " "))"] = command.line
    case "pfctl":
      // Without rules everything passes; `-F all -f FILE` only makes room for others.
      let text = command.arguments.joined(separator: " ")
      let isFlushed = ["-F all", "-F rules", "-Fa", "-Fr", "-F a", "-F r"].contains { text.contains($0) }
      let loads = command.arguments.contains { $0.hasPrefix("-") && $0.dropFirst().contains("f") }
      if command.arguments.contains("-d") || (isFlushed && !loads) { turn(["pf"], isOff: true, command) }
      if command.arguments.contains("-e") || loads { setUp("pf") }
    case "killall", "pkill": turn(words, isOff: true, command)
    case "sysctl":
      for word in words { set(word.filter { $0 != " " }, command.line) }
    default: break
    }
  }

  private mutating func turn(_ words: [String], isOff: Bool, _ command: LiteralCommand) {
    for word in words {
      let plain = word.hasSuffix(".service") ? String(word.dropLast(8)) : word
      guard let name = Self.services[plain] else { continue }
      if !isOff {
        setUp(name)
        continue
      }
      // Stopping nftables flushes what the nft variant of iptables has loaded as well.
      let isLast = present.remove(name) != nil || (name == "nftables" && present.contains("iptables"))
      filters[name] = Switch(text: command.words.joined(separator: " "), line: command.line, isLast: isLast)
    }
  }

  private mutating func setUp(_ name: String) {
    present.insert(name)
    filters[name] = nil
  }

  private static let routes: Set<String> = [
    "net.ipv4.ip_forward", "net.ipv4.conf.all.forwarding", "net.ipv4.conf.default.forwarding",
    "net.ipv6.conf.all.forwarding", "net.ipv6.conf.default.forwarding",
  ]

  /// `net.ipv4.ip_forward=1`.
  private mutating func set(_ text: String, _ line: Int) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return }
    let name = parts[0].replacing("/", with: ".")
    guard Self.routes.contains(name) else { return }
    routing[name] = parts[1].hasPrefix("1") || parts[1].hasPrefix("2") ? line : nil
  }

  /// Settings in a file that is written: one of sysctl, or of `/proc/sys`.
  mutating func write(_ file: WrittenFile) {
    if let place = file.path.firstRange(of: "/proc/sys/") {
      let value = String(decoding: file.text.bytes, as: UTF8.self).filter { !$0.isWhitespace }
      return set("\(file.path[place.upperBound...])=\(value)", file.text.line)
    }
    guard file.path.contains("sysctl") else { return }
    read(file.text)
  }

  /// The lines of a file of sysctl(8).
  mutating func read(_ text: LiteralCommand.Text) {
    for (index, line) in text.bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let setting = String(decoding: line, as: UTF8.self).filter { !$0.isWhitespace }
      if setting.hasPrefix("#") || setting.hasPrefix(";") { continue }
      set(setting.hasPrefix("-") ? String(setting.dropFirst()) : setting, text.line + index)
    }
  }

  var marks: [DeclaredMark] {
    let routes = routing.sorted { $0.key < $1.key }.map { DeclaredMark(.routing, $0.key, Origin(line: $0.value)) }
    // Where one filter gives way to another, the host keeps one.
    let off = filters.sorted { $0.key < $1.key }.filter { present.isEmpty || $0.value.isLast }.map {
      DeclaredMark(.filterOff, $0.value.text, Origin(line: $0.value.line))
    }
    return routes + off
      + edits.sorted { $0.key < $1.key }.map { DeclaredMark(.patched, $0.key, Origin(line: $0.value)) }
  }
}

/// Reads `ufw.conf` (ufw(8), "REMOTE MANAGEMENT"): whether the filter is switched on at boot.
public enum UFWSettings {
  public static func read(_ bytes: [UInt8]) -> DeclaredReach {
    var declared = DeclaredReach()
    for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let text = String(decoding: line, as: UTF8.self).filter { !$0.isWhitespace && $0 != "\"" }.lowercased()
      if text == "enabled=no" { declared.marks = [DeclaredMark(.filterOff, "ENABLED=no", Origin(line: index + 1))] }
    }
    return declared
  }
}

/// Reads files of sysctl(8): whether the host forwards packets.
public enum KernelSettings {
  public static func read(_ bytes: [UInt8]) -> DeclaredReach {
    var switches = HostSwitches()
    switches.read(LiteralCommand.Text(bytes: bytes, line: 1))
    var declared = DeclaredReach()
    declared.marks = switches.marks
    return declared
  }
}
