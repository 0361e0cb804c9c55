import Exposure
import YAML

/// Follows `docker run` and `podman run` (docs.docker.com, "docker container run"): ports that are published on the host.
struct ContainerCommands {
  private(set) var groups: [ReachGroup] = []

  /// Options that take no value, so that the word behind them may be the image.
  private static let flags: Set<String> = [
    "-d", "-i", "-t", "-it", "-ti", "-dit", "-P", "--detach", "--rm", "--privileged", "--init", "--tty",
    "--interactive",
    "--read-only", "--publish-all",
  ]

  mutating func run(_ command: LiteralCommand) {
    var words = command.arguments[...]
    if words.first == "container" { words = words.dropFirst() }
    guard let verb = words.popFirst(), verb == "run" || verb == "create" else { return }
    let position = YAMLPosition(line: command.line, column: 1)
    func scalar(_ text: String) -> YAMLNode { YAMLNode(position: position, content: .scalar(text, isPlain: false)) }
    var ports: [YAMLNode] = []
    var network: String?
    var name: String?
    while let word = words.popFirst(), word.hasPrefix("-") {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      let option = parts[0]
      // `-p8080:80` has its value at once.
      let isShort = option.hasPrefix("-p") && option.count > 2 && !option.hasPrefix("--")
      if Self.flags.contains(option) { continue }
      let value = isShort ? String(word.dropFirst(2)) : parts.count == 2 ? parts[1] : words.popFirst() ?? ""
      switch option {
      case "-p", "--publish": ports.append(scalar(value))
      case _ where isShort: ports.append(scalar(value))
      case "--network", "--net": network = value
      case "--name": name = value
      default: break
      }
      if words.first?.hasPrefix("-") != true {
        // The image ends the options.
        name = name ?? words.first
      }
    }
    guard !ports.isEmpty || network == "host" else { return }
    var entries: [YAMLNode.Entry] = []
    if let network {
      entries.append(
        YAMLNode.Entry(key: "network_mode", keyIsPlain: true, keyPosition: position, value: scalar(network)))
    }
    var service = ComposeService(
      name: name ?? "of \(verb)", node: YAMLNode(position: position, content: .mapping(entries)),
      values: ComposeVariables([:]))
    service.noun = "container"
    groups = ReachGroup.joined(groups + ports.flatMap { service.short($0) }.map(\.group) + service.hostNetwork)
  }
}
