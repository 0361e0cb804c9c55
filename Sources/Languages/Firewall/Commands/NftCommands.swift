import Exposure

/// Follows `nft` commands of a script as one script of nft.
struct NftCommands {
  private var text: [UInt8] = []
  private var line = 1
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

  func declared() -> DeclaredReach {
    var declared = DeclaredReach()
    guard firstLine > 0 else { return declared }
    let ruleset = Nftables.parse(text + [10], createsChains: true)
    declared.groups = ruleset.groups(named: "nft", line: firstLine)
    declared.diagnostics = ruleset.diagnostics.filter { !$0.message.contains("$") }
    return declared
  }
}
