import Exposure
import Findings

/// The remote end of a rule: where packets come from, or go to.
struct RulePeers {
  /// The addresses that are known.
  var addresses = AddressSet.none
  /// Those that are not.
  var unknown: [Unknown] = []
  /// What has a name inside the cloud and no address here: groups, tags, lists that stand elsewhere.
  var names: [String] = []
  /// How far the addresses are written out.
  var confidence = Finding.Confidence.literal

  /// An end that is not known.
  struct Unknown {
    let text: String
    /// Where it lies at any rate: an argument for addresses of one family takes none of the other.
    var within = AddressSet.all
  }

  /// How conditions begin that stand for an end which is not known.
  static let unknownPrefix = "source is "
  /// How conditions begin that stand for a name.
  static let peerPrefix = "peer is "

  /// Adds what one argument lists. Values that are no addresses are names of peers.
  ///
  /// - Parameter family: of the addresses that the argument takes; `nil` where it takes both.
  mutating func add(_ field: RuleField, of family: AddressFamily? = nil, world: Set<String> = []) {
    for element in field.elements {
      guard let text = element.value?.string else {
        guard let value = element.value, value != .null else { continue }
        unknown.append(Unknown(text: element.text, within: family.map(AddressSet.all) ?? .all))
        continue
      }
      if world.contains(text.lowercased()) {
        addresses = addresses.union(.all)
      } else if let prefix = try? Prefix(parsing: text, clearingHostBits: true) {
        addresses = addresses.union(AddressSet(prefix))
      } else if !text.isEmpty {
        names.append(text)
      }
    }
    if !field.isLiteral { confidence = .resolved }
  }

  /// Whether nothing is said of the remote end.
  var isEmpty: Bool { addresses.isEmpty && unknown.isEmpty && names.isEmpty }
}

extension CloudRuleReader {
  /// Adds an argument whose values are names, known or not; a resource of this module by what the head calls it.
  func add(names field: RuleField, to peers: inout RulePeers) {
    for element in field.elements {
      guard let value = element.value, value != .null, value != .string("") else { continue }
      let names = element.text.split(separator: ".", maxSplits: 2).map(String.init)
      let address = names.count == 3 ? ResourceAddress(type: names[0], name: names[1]) : nil
      if let address, view.resources[address] != nil {
        peers.names.append("\(headName(address))")
      } else {
        peers.names.append(value.string ?? element.text)
      }
    }
  }
}
