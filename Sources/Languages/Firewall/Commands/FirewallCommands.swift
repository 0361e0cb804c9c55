import Exposure
public import YAML

/// Reads the firewall commands of scripts, cloud-init and Ansible tasks, where they are literal, and the rules in files
/// that those write.
///
/// Such a file seldom says all: where it sets no default policy, the rules are asked about twice, once as if everything
/// else was refused and once as if it was accepted, so that neither a new rule that accepts nor the loss of one that
/// refuses stays unseen.
public enum FirewallCommands {
  /// The programs that are followed.
  public static let programs = ["iptables", "ip6tables", "ufw", "firewall-cmd", "firewall-offline-cmd", "nft"]

  /// A shell script.
  ///
  /// - Parameter sourcing: gives the content of a file that it reads with `.`, by its path.
  public static func read(
    script bytes: [UInt8], sourcing: @escaping (String) -> [UInt8]? = { _ in nil }
  ) -> DeclaredReach {
    let script = ShellScript.run(bytes, sourcing: sourcing)
    var declared = evaluate(script.commands, script.files)
    if script.isTruncated, !declared.isEmpty {
      declared.diagnostics.append(
        Diagnostic(.limit, Origin(line: 1), "the script runs more commands than are followed"))
    }
    if script.isUnterminated, !declared.isEmpty {
      declared.diagnostics.append(
        Diagnostic(.unsupported, Origin(line: 1), "a quote, a brace or a parenthesis of the script is not closed"))
    }
    return declared
  }

  /// A unit of systemd (systemd.service(5), "ExecStart="): what it runs when it starts.
  public static func read(unit bytes: [UInt8]) -> DeclaredReach {
    var commands: [LiteralCommand] = []
    for line in IptablesLine.continued(bytes) {
      guard let equals = line.text.firstIndex(of: UInt8(ascii: "=")),
        ["ExecStart", "ExecStartPre", "ExecStartPost", "ExecReload"].contains(
          String(decoding: line.text[..<equals], as: UTF8.self).trimmed)
      else { continue }
      // A sign in front of the command says how its failure counts.
      let text = line.text[(equals + 1)...].drop { " -@+!:".utf8.contains($0) }
      commands += ShellScript.commands(in: Array(text), firstLine: line.number)
    }
    return evaluate(commands, [])
  }

  /// A cloud-init file, or a list of Ansible tasks or plays.
  ///
  /// - Parameter variables: values of names that tasks use, from other files.
  public static func read(_ document: YAMLNode, variables: [String: YAMLNode] = [:]) -> DeclaredReach {
    var cloud = CloudConfig()
    cloud.read(document)
    var tasks = AnsibleTasks(variables: variables)
    tasks.read(document)
    var declared = evaluate(cloud.commands + tasks.commands, cloud.files + tasks.files)
    for cloud in tasks.clouds { declared.merge(CloudDocument.read(cloud)) }
    declared.marks += cloud.packed.filter { mark in HostSwitches.files.contains { mark.name.contains($0) } }
    return declared
  }

  /// A makefile (GNU make, "Recipes"): what its recipes run.
  public static func read(makefile bytes: [UInt8]) -> DeclaredReach {
    read(script: RecipeText.shell(ofMakefile: bytes))
  }

  /// A Dockerfile (docs.docker.com, "Dockerfile reference"): what a container runs when it is built and started.
  public static func read(dockerfile bytes: [UInt8]) -> DeclaredReach {
    read(script: RecipeText.shell(ofDockerfile: bytes))
  }

  /// A unit of Quadlet (podman-systemd.unit(5)): the ports that its container publishes.
  public static func read(quadlet bytes: [UInt8], name: String) -> DeclaredReach {
    evaluate([RecipeText.container(ofQuadlet: bytes, name: name)], [])
  }

  static func evaluate(_ commands: [LiteralCommand], _ files: [WrittenFile], depth: Int = 0) -> DeclaredReach {
    var ufw = UFWCommands()
    var zones = FirewallCmdCommands()
    var iptables = IptablesCommands()
    var nft = NftCommands()
    var switches = HostSwitches()
    var containers = ContainerCommands()
    var daemons: [ReachGroup] = []
    var loaded: [ReachGroup] = []
    for command in commands {
      switch command.name {
      case "ufw": ufw.run(command)
      case "firewall-cmd", "firewall-offline-cmd":
        // Direct rules are rules of iptables.
        if let direct = FirewallCmdCommands.direct(command) {
          iptables.run(direct.command, direct.family)
        } else {
          zones.run(command)
        }
      case "iptables", "iptables-legacy", "iptables-nft": iptables.run(command, .ipv4)
      case "ip6tables", "ip6tables-legacy", "ip6tables-nft": iptables.run(command, .ipv6)
      case "iptables-restore", "iptables-legacy-restore", "iptables-nft-restore": iptables.load(command, .ipv4)
      case "ip6tables-restore", "ip6tables-legacy-restore", "ip6tables-nft-restore": iptables.load(command, .ipv6)
      case "nft": nft.run(command)
      case "docker", "podman": containers.run(command)
      case "dockerd": daemons += DockerDaemon.groups(of: command)
      case "pfctl": loaded += pfRules(command)
      default: break
      }
      switches.run(command)
    }
    var declared = iptables.declared()
    declared.merge(nft.declared())
    declared.groups += ufw.groups + zones.groups + containers.groups + ReachGroup.joined(daemons) + loaded
    declared.diagnostics += ufw.problems + zones.problems
    for file in files {
      if let read = WrittenRules.read(file, depth: depth) { declared.merge(read) }
      switches.write(file)
    }
    declared.marks += switches.marks + zones.marks
    declared.diagnostics = declared.diagnostics.sorted { $0.origin < $1.origin }.map {
      // What a command needs and a file does not show is told where it comes, and not for ever.
      Diagnostic(.unsupported, $0.origin, $0.message)
    }
    return declared
  }

  /// The rules that `pfctl -f -` reads (pfctl(8)); those of an anchor are a part of a filter that is not seen.
  private static func pfRules(_ command: LiteralCommand) -> [ReachGroup] {
    let words = command.arguments
    guard let input = command.input, words.last == "-",
      words.contains(where: { $0.hasPrefix("-") && $0.hasSuffix("f") }),
      !words.contains("-a")
    else { return [] }
    // Empty lines in front keep every line the number that it has in the script.
    let bytes = [UInt8](repeating: 10, count: max(input.line - 1, 0)) + input.bytes
    return PacketFilter.parse(bytes).groups(named: "pf", line: command.line)
  }
}
