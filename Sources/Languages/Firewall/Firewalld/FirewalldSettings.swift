import Exposure

/// What `firewalld.conf` says that decides on packets (firewalld.conf(5)).
struct FirewalldSettings {
  private(set) var defaultZone = "public"
  private(set) var line = 0

  init(_ bytes: [UInt8]) {
    for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let text = String(decoding: line, as: UTF8.self).filter { !$0.isWhitespace }
      guard text.hasPrefix("DefaultZone="), text.utf8.count > 12 else { continue }
      defaultZone = String(text.dropFirst(12))
      self.line = index + 1
    }
  }
}

/// Reads the parts of firewalld's configuration that are no zones: `direct.xml` (firewalld.direct(5)) and
/// `firewalld.conf`.
public enum FirewalldExtras {
  /// Rules that are handed to iptables as they stand; what they do not decide goes on to the zones.
  public static func read(direct bytes: [UInt8]) -> DeclaredReach {
    var declared = DeclaredReach()
    do throws(XMLDocumentReader.Problem) {
      let root = try XMLDocumentReader.read(bytes)
      var commands = IptablesCommands(prefix: "firewalld direct ")
      let ordered = root.children.enumerated().sorted { left, right in
        let (one, other) = (Self.priority(left.element), Self.priority(right.element))
        return (one, left.offset) < (other, right.offset)
      }
      for node in ordered.map(\.element) {
        let words = IptablesLine.lines(of: Array(node.text.utf8)).flatMap(\.words)
        let table = node["table"] ?? "filter"
        let own: [String]
        switch node.name {
        case "chain": own = ["-t", table, "-N", node["chain"] ?? ""]
        case "rule": own = ["-t", table, "-A", node["chain"] ?? ""] + words
        case "passthrough": own = words
        default: continue
        }
        commands.run(
          LiteralCommand(words: ["iptables"] + own, line: node.line), node["ipv"] == "ipv6" ? .ipv6 : .ipv4)
      }
      declared = commands.declared()
    } catch {
      declared.diagnostics = [Diagnostic(.syntax, Origin(line: error.line), error.message)]
    }
    return declared
  }

  private static func priority(_ node: XMLNode) -> Int {
    node.name == "rule" ? node["priority"].flatMap { Int($0) } ?? 0 : Int.min
  }

  /// What a zone or a policy says beside what it lets in (firewalld.zone(5)): that the host sends packets on, and whom a
  /// zone that accepts everything is for.
  public static func read(zone bytes: [UInt8], name: String) -> DeclaredReach {
    var declared = DeclaredReach()
    // What cannot be read is told where the rules are.
    guard let root = try? XMLDocumentReader.read(bytes) else { return declared }
    for node in root.children {
      switch node.name {
      case "masquerade", "forward":
        declared.marks.append(DeclaredMark(.routing, "\(node.name) of \(root.name) \(name)", Origin(line: node.line)))
      case "interface", "source":
        // Without one it is for nobody; how many it is for is told by what they reach.
        guard root.name == "zone", root["target"] == "ACCEPT" else { continue }
        let mark = DeclaredMark(.filterOff, "zone \(name) accepts everything", Origin(line: node.line))
        if !declared.marks.contains(where: { $0.name == mark.name }) { declared.marks.append(mark) }
      default: continue
      }
    }
    return declared
  }

  /// `DefaultZone=trusted` lets everything in on every interface that is in no other zone.
  public static func read(settings bytes: [UInt8]) -> DeclaredReach {
    let settings = FirewalldSettings(bytes)
    var declared = DeclaredReach()
    if settings.defaultZone == "trusted" {
      declared.marks = [DeclaredMark(.filterOff, "DefaultZone=trusted", Origin(line: settings.line))]
    }
    return declared
  }
}
