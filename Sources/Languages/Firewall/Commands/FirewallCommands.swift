import Exposure
public import YAML

/// Reads the firewall commands of scripts, cloud-init and Ansible tasks, where they are literal.
///
/// Such a file seldom says all: where it sets no default policy, the rules are asked about twice, once as if everything
/// else was refused and once as if it was accepted, so that neither a new rule that accepts nor the loss of one that
/// refuses stays unseen.
public enum FirewallCommands {
  /// The programs that are followed.
  public static let programs = ["iptables", "ip6tables", "ufw", "firewall-cmd", "firewall-offline-cmd", "nft"]

  /// A shell script.
  public static func read(script bytes: [UInt8]) -> DeclaredReach {
    evaluate(ShellScript.commands(in: bytes))
  }

  /// A cloud-init file, or a list of Ansible tasks or plays.
  public static func read(_ document: YAMLNode) -> DeclaredReach {
    var commands = CloudConfig.commands(in: document)
    var tasks = AnsibleTasks()
    tasks.read(document)
    commands += tasks.commands
    return evaluate(commands)
  }

  private static func evaluate(_ commands: [LiteralCommand]) -> DeclaredReach {
    var ufw = UFWCommands()
    var zones = FirewallCmdCommands()
    var iptables = IptablesCommands()
    var nft = NftCommands()
    for command in commands {
      switch command.name {
      case "ufw": ufw.run(command)
      case "firewall-cmd", "firewall-offline-cmd": zones.run(command)
      case "iptables", "iptables-legacy", "iptables-nft": iptables.run(command, .ipv4)
      case "ip6tables", "ip6tables-legacy", "ip6tables-nft": iptables.run(command, .ipv6)
      case "iptables-restore": iptables.load(command, .ipv4)
      case "ip6tables-restore": iptables.load(command, .ipv6)
      case "nft": nft.run(command)
      default: break
      }
    }
    var declared = DeclaredReach()
    let problems = ufw.problems + zones.problems + iptables.problems + nft.problems
    declared.groups = ufw.groups + zones.groups + iptables.groups + nft.groups
    declared.diagnostics = problems.sorted { $0.origin < $1.origin }.map {
      // What a command needs and a file does not show is told where it comes, and not for ever.
      Diagnostic(.unsupported, $0.origin, $0.message)
    }
    return declared
  }
}

/// Follows `iptables` and `ip6tables` commands as one file of commands for each family.
struct IptablesCommands {
  private var readers: [AddressFamily: IptablesReader] = [:]
  private var known: Set<AddressFamily> = []
  private var lines: [AddressFamily: Int] = [:]

  /// Options of the command itself, with the number of words that belong to each.
  private static let own: [String: Int] = [
    "-w": 0, "--wait": 0, "-W": 1, "--wait-interval": 1, "-v": 0, "--verbose": 0, "-n": 0, "--numeric": 0,
    "--modprobe": 1, "-4": 0, "-6": 0,
  ]

  mutating func run(_ command: LiteralCommand, _ family: AddressFamily) {
    var table = "filter"
    var words: [String] = []
    var index = 0
    let arguments = command.arguments
    while index < arguments.count {
      let word = arguments[index]
      index += 1
      if word == "-t" || word == "--table" {
        if index < arguments.count { table = arguments[index] }
        index += 1
      } else if let count = Self.own[word], words.isEmpty || count == 0 && word.hasPrefix("-w") {
        index += count
        // `-w 5` waits five seconds.
        if word.hasPrefix("-w") || word == "--wait", index < arguments.count, Int(arguments[index]) != nil {
          index += 1
        }
      } else {
        words.append(word)
      }
    }
    guard let verb = words.first, !["-L", "--list", "-S", "--list-rules", "-C", "--check", "-V", "-h"].contains(verb)
    else { return }
    // `--delete`, `-D` of a rule that another file added is told; here there is nothing to delete.
    feed([["*\(table)"], words, ["COMMIT"]], family, command.line)
  }

  /// `iptables-restore <<EOF`.
  mutating func load(_ command: LiteralCommand, _ family: AddressFamily) {
    guard let input = command.input else { return }
    var reader = readers[family] ?? IptablesReader(family: family)
    for line in IptablesLine.lines(of: input.bytes) {
      reader.read(IptablesLine(number: input.line + line.number - 1, words: line.words))
    }
    readers[family] = reader
    lines[family] = lines[family] ?? command.line
  }

  private mutating func feed(_ all: [[String]], _ family: AddressFamily, _ line: Int) {
    var reader = readers[family] ?? IptablesReader(family: family)
    for words in all { reader.read(IptablesLine(number: line, words: words)) }
    readers[family] = reader
    lines[family] = lines[family] ?? line
  }

  private func ruleset(_ family: AddressFamily) -> FirewallRuleset? {
    guard var reader = readers[family] else { return nil }
    return reader.finish()
  }

  var groups: [ReachGroup] {
    AddressFamily.allCases.flatMap { family in
      let name = family == .ipv4 ? "iptables" : "ip6tables"
      return ruleset(family).map { $0.groups(named: name, line: lines[family] ?? 0) } ?? []
    }
  }

  var problems: [Diagnostic] {
    AddressFamily.allCases.flatMap { ruleset($0)?.diagnostics ?? [] }.filter {
      !Unresolved.isUnresolved($0.message) && !$0.message.contains("$")
    }
  }
}

extension IptablesLine {
  init(number: Int, words: [String]) {
    self.number = number
    self.words = words
    isUnterminated = false
  }
}

/// Follows `nft` commands of a script as one script of nft.
struct NftCommands {
  private var text: [UInt8] = []
  private var line = 1
  private var declared: Set<String> = []
  private var firstLine = 0

  mutating func run(_ command: LiteralCommand) {
    let arguments = command.arguments.filter { !["-a", "-s", "-n", "-e", "--echo", "--handle"].contains($0) }
    if arguments.first == "-f" || arguments.first == "--file" {
      guard let input = command.input else { return }
      append(input.bytes, at: input.line)
    } else if !arguments.isEmpty, arguments.first != "list" {
      append(Array(arguments.joined(separator: " ").utf8), at: command.line)
    } else {
      return
    }
    if firstLine == 0 { firstLine = command.line }
  }

  /// Keeps every command in the line of its own, so that places in the answer are those of the file.
  private mutating func append(_ bytes: [UInt8], at place: Int) {
    while line < place {
      text.append(10)
      line += 1
    }
    if line > place { text.append(UInt8(ascii: ";")) }
    text += bytes
    line += bytes.count { $0 == 10 }
  }

  private var ruleset: FirewallRuleset? { firstLine == 0 ? nil : Nftables.parse(text + [10], createsChains: true) }

  var groups: [ReachGroup] { ruleset.map { $0.groups(named: "nft", line: firstLine) } ?? [] }

  var problems: [Diagnostic] { (ruleset?.diagnostics ?? []).filter { !$0.message.contains("$") } }
}

extension FirewallRuleset {
  /// The rules as groups that are compared with others of their name.
  ///
  /// Where a base chain has no policy of its own in the text, there is one group for each policy that it may have.
  func groups(named name: String, line: Int) -> [ReachGroup] {
    Hook.allCases.flatMap { hook -> [ReachGroup] in
      let keys = bases[hook] ?? []
      let isEmpty = keys.allSatisfy { list.chains[$0]?.rules.isEmpty ?? true && list.chains[$0]?.policy != .drop }
      if isEmpty { return [] }
      let way: ReachGroup.Way = hook == .output ? .egress : .ingress
      let open = keys.filter { list.chains[$0]?.policyOrigin.line == 0 }
      let key = ReachGroup.Key(.hostFirewall, way, "\(name) \(hook.rawValue)")
      let origin = Origin(line: line)
      if open.isEmpty { return [ReachGroup(key, list, bases: keys, origin: origin)] }
      return [RuleChain.Policy.drop, .accept].map { policy in
        var assumed = list
        // One chain that refuses is enough for the whole.
        if let last = open.first(where: { $0.hasPrefix("filter/") }) ?? open.last {
          assumed.chains[last]?.policy = policy
        }
        return ReachGroup(
          ReachGroup.Key(.hostFirewall, way, key.name, assumes: policy), assumed, bases: keys, origin: origin)
      }
    }
  }
}
