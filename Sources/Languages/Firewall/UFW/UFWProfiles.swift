import Exposure

/// Reads application profiles of ufw (ufw(8), "APPLICATION INTEGRATION"): names that rules give to ports.
public enum UFWProfiles {
  /// What each profile of a file stands for; whether any rule allows it is not said there.
  public static func read(_ bytes: [UInt8]) -> DeclaredReach {
    var declared = DeclaredReach()
    var name = ""
    for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let text = String(decoding: line, as: UTF8.self).trimmed
      if text.hasPrefix("["), text.hasSuffix("]") {
        name = String(text.dropFirst().dropLast())
      } else if text.hasPrefix("ports"), let equals = text.firstIndex(of: "=") {
        let origin = Origin(line: index + 1)
        let value = String(text[text.index(after: equals)...]).trimmed
        guard let boxes = boxes(value) else {
          declared.diagnostics.append(Diagnostic(.syntax, origin, "the ports \(value) cannot be read"))
          continue
        }
        let rule = Rule(
          TrafficSet(boxes), conditions: [Condition(.unknown, "a rule allows the application \(name)")],
          action: .accept,
          origin: origin)
        declared.groups.append(
          ReachGroup(
            ReachGroup.Key(.hostFirewall, .ingress, "ufw application \(name)"), RuleChain([rule], policy: .drop),
            origin: origin))
      }
    }
    return declared
  }

  /// `80,443/tcp|53|137:138/udp`.
  static func boxes(_ text: String) -> [TrafficBox]? {
    var boxes: [TrafficBox] = []
    for part in text.split(separator: "|") {
      let halves = part.split(separator: "/", maxSplits: 1).map { String($0).trimmed }
      var protocols = ProtocolSet(members: [IPProtocol.tcp, IPProtocol.udp])
      if halves.count == 2 {
        guard let number = IPProtocol.number(halves[1]) else { return nil }
        protocols = ProtocolSet(members: [number])
      }
      var ranges: [ClosedRange<UInt16>] = []
      for item in (halves.first ?? "").split(separator: ",") {
        guard let range = ServiceText.ports(String(item).trimmed, separator: ":") else { return nil }
        ranges.append(range)
      }
      boxes.append(TrafficBox(protocols: protocols, destinationPorts: PortSet(ranges)))
    }
    return boxes.isEmpty ? nil : boxes
  }
}

extension String {
  /// The text without blanks at its ends.
  var trimmed: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
