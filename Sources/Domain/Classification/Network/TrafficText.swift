import Exposure
import Findings

/// Sets of packets in people's words, in a normal form: equal sets give equal texts.
enum TrafficText {
  /// More boxes than these are summed up: a line of a report is to be read.
  private static let shownBoxes = 3

  /// `any source → tcp 22; 10.0.0.0/8 → tcp 443`; `nil` for the empty set.
  static func describe(_ traffic: TrafficSet, _ names: AddressNames = AddressNames()) -> String? {
    let boxes = boxes(of: traffic)
    if boxes.isEmpty { return nil }
    let shown = boxes.prefix(shownBoxes).map { $0.description(names) }.joined(separator: "; ")
    return boxes.count > shownBoxes ? shown + "; and more" : shown
  }

  /// What a reviewer can be asked about: source, protocol and ports of the largest box.
  static func facts(
    _ traffic: TrafficSet, direction: String, _ names: AddressNames = AddressNames()
  ) -> [Finding.Fact] {
    var facts = [Finding.Fact("direction", direction)]
    guard let box = boxes(of: traffic).first else { return facts }
    let halves = box.description(names).split(separator: " → ")
    facts.append(Finding.Fact("source", halves.first.map(String.init) ?? ""))
    facts.append(Finding.Fact("protocol", describe(box.protocols)))
    if !box.destinationPorts.isFull {
      facts.append(Finding.Fact("ports", box.destinationPorts.ranges.map(describe).joined(separator: ", ")))
    }
    return facts
  }

  private static func describe(_ protocols: ProtocolSet) -> String {
    guard protocols.count <= 4 else { return "any" }
    return protocols.ranges.flatMap { $0 }.map(IPProtocol.name).joined(separator: "/")
  }

  private static func describe(_ ports: ClosedRange<UInt16>) -> String {
    ports.count == 1 ? "\(ports.lowerBound)" : "\(ports.lowerBound)–\(ports.upperBound)"
  }

  /// The largest boxes, those of the two families that say the same made one.
  private static func boxes(of traffic: TrafficSet) -> [TrafficBox] {
    var merged: [TrafficBox] = []
    // Twice as many and two more, since two boxes may become one and one more tells that there is more.
    for box in traffic.largestBoxes(2 * shownBoxes + 2).map(leavingOutLoopback) {
      guard let twin = merged.firstIndex(where: { isSame($0, box) }) else {
        merged.append(box)
        continue
      }
      merged[twin].families.formUnion(box.families)
      merged[twin].sources = .all
      merged[twin].destinations = .all
    }
    return merged
  }

  /// That nothing from outside arrives on the loopback interface goes without saying.
  private static func leavingOutLoopback(_ box: TrafficBox) -> TrafficBox {
    var box = box
    if box.inInterfaces == InterfaceSet.loopback.complement { box.inInterfaces = .all }
    if box.outInterfaces == InterfaceSet.loopback.complement { box.outInterfaces = .all }
    return box
  }

  /// Whether two boxes of different families have any source, any destination and the rest in common.
  private static func isSame(_ left: TrafficBox, _ right: TrafficBox) -> Bool {
    guard left.families.isDisjoint(with: right.families), isAnywhere(left), isAnywhere(right) else {
      return false
    }
    var left = left
    left.families = right.families
    left.sources = right.sources
    left.destinations = right.destinations
    return left == right
  }

  private static func isAnywhere(_ box: TrafficBox) -> Bool {
    box.families.allSatisfy { box.sources.coversWorld($0) && box.destinations.coversWorld($0) }
  }
}
