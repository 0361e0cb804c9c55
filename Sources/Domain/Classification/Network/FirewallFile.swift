import Exposure
import Findings
import Firewall

/// One side of a firewall file: its format and its rules.
struct FirewallFile {
  let path: RepositoryPath
  let side: Finding.Side
  let format: FirewallFormat
  let ruleset: FirewallRuleset
  /// The files that it includes and that are in the tree.
  let included: [RepositoryPath]

  /// The families that the file governs.
  var families: Set<AddressFamily> { ruleset.families }

  /// Whether the file adds rules to chains whose policy another one states, as `iptables-restore --noflush` loads it: it
  /// only accepts.
  var isFragment: Bool {
    guard case .iptables = format, let chain = ruleset.list.chains["filter/INPUT"] else { return false }
    return chain.policyOrigin.line == 0 && !chain.rules.isEmpty && ruleset.denyRules.isEmpty
  }

  /// The file over chains that refuse what it does not accept.
  var refusingElse: FirewallFile {
    var ruleset = ruleset
    ruleset.list.chains["filter/INPUT"]?.policy = .drop
    return FirewallFile(path: path, side: side, format: format, ruleset: ruleset, included: included)
  }

  /// What keeps the rules from being known, in order of the lines: each with the sentence that describes it.
  var obstacles: [Diagnostic] { ruleset.diagnostics.filter { $0.kind != .unsupported } }

  /// What was understood and is not modelled; nothing is credited to it.
  var gaps: [Diagnostic] { ruleset.diagnostics.filter { $0.kind == .unsupported } }

  /// Whether the file has a name under which rules are loaded or kept, and is not known by its content alone.
  var isWhereLoadersLook: Bool { FirewallFormat(path: path) != nil || UFWDirectory.isPart(path) }

  /// Whether the file keeps anything out, so that to lose it is to open something.
  var restricts: Bool {
    !ruleset.denyRules.isEmpty || !obstacles.isEmpty || ruleset.policies.contains { $0.policy == .drop }
  }

  /// The place of a rule; rules of an included file are shown in that file where it is known.
  func location(_ origin: Origin?) -> Finding.Location {
    guard let origin, origin.line > 0 else { return Finding.Location(path, side: side) }
    if origin.label.isEmpty { return Finding.Location(path, side: side, line: origin.line) }
    let name = RepositoryPath(origin.label).name
    guard let file = included.first(where: { $0.name == name }) else {
      return Finding.Location(path, side: side)
    }
    return Finding.Location(file, side: side, line: origin.line)
  }
}
