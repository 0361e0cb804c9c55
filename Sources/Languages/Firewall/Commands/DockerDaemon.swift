import Exposure
public import YAML

/// Where Docker's daemon listens for commands (docs.docker.com, "dockerd", "Daemon socket option"): who reaches it is root
/// on the host.
public enum DockerDaemon {
  /// `daemon.json`.
  public static func read(_ document: YAMLNode) -> DeclaredReach {
    var declared = DeclaredReach()
    let asks = document["tlsverify"]?.truth == true
    declared.groups = ReachGroup.joined(
      (document["hosts"]?.elements ?? []).compactMap { host in
        host.text.flatMap { group($0, asksForCertificate: asks, line: host.line) }
      })
    return declared
  }

  /// The options of `dockerd`.
  static func groups(of command: LiteralCommand) -> [ReachGroup] {
    let words = command.arguments
    let asks = words.contains { $0.hasPrefix("--tlsverify") && !$0.hasSuffix("=false") }
    let hosts = words.indices.compactMap { place -> String? in
      let word = words[place]
      if word == "-H" || word == "--host" { return words.dropFirst(place + 1).first }
      return word.hasPrefix("--host=")
        ? String(word.dropFirst(7)) : word.hasPrefix("-H") ? String(word.dropFirst(2)) : nil
    }
    return ReachGroup.joined(hosts.compactMap { group($0, asksForCertificate: asks, line: command.line) })
  }

  /// `tcp://0.0.0.0:2375`; `nil` for sockets of the host itself.
  private static func group(_ host: String, asksForCertificate: Bool, line: Int) -> ReachGroup? {
    let parts = host.split(separator: "://", maxSplits: 1)
    guard parts.count == 2, parts[0] == "tcp", let place = parts[1].lastIndex(of: ":") else { return nil }
    let name = parts[1][..<place].filter { $0 != "[" && $0 != "]" }
    if name == "localhost" || Address(name).map(AddressSet.loopback.contains) == true { return nil }
    let port = UInt16(parts[1][parts[1].index(after: place)...].prefix { $0 != "/" })
    return Publication(
      subject: .service, owner: "daemon of Docker", protocol: IPProtocol.tcp, published: port.map { $0...$0 },
      target: 2375...2375, sources: .all,
      conditions: asksForCertificate ? [Unresolved.condition("from holders of a certificate")] : [],
      origin: Origin(line: line)
    ).group
  }
}
