import Exposure
import Findings

/// Lists of addresses that rules name: known where they stand in the same module.
extension CloudRuleReader {
  /// Adds the entries of the lists that an argument names; a list from elsewhere is a peer.
  func add(prefixLists field: RuleField, to peers: inout RulePeers) {
    for element in field.elements {
      guard let value = element.value, value != .null, value != .string("") else { continue }
      guard let list = prefixList(element.text) else {
        peers.names.append(element.text)
        continue
      }
      peers.confidence = .resolved
      for (block, view) in blocks("entry", of: list.block) {
        peers.add(RuleField("cidr", of: block, in: view))
      }
      // An attribute, where the entries are computed as a whole.
      peers.add(entries: view.argument("entry", of: list.block))
      for (address, block) in view.resources.sorted(by: { $0.key < $1.key })
      where address.type == "aws_ec2_managed_prefix_list_entry"
        && groupName("prefix_list_id", of: block) == "\(headName(list.address))" && view.instances(of: block) != 0
      {
        peers.add(RuleField("cidr", of: block, in: view))
      }
    }
  }

  /// The list of this module that `aws_ec2_managed_prefix_list.x.id` names.
  private func prefixList(_ text: String) -> (address: ResourceAddress, block: ConfigurationBlock)? {
    let names = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
    guard names.count == 3, names[0] == "aws_ec2_managed_prefix_list", names[2] == "id" || names[2] == "arn" else {
      return nil
    }
    let address = ResourceAddress(type: String(names[0]), name: String(names[1].prefix { $0 != "[" }))
    let whole = ResourceAddress(type: String(names[0]), name: String(names[1]))
    // A plan names instances one by one, configuration the block.
    if let block = view.resources[whole] { return (whole, block) }
    return view.resources[address].map { (address, $0) }
  }
}

extension RulePeers {
  fileprivate mutating func add(entries argument: Argument) {
    guard let value = argument.value else { return }
    guard let elements = value.elements else {
      unknown.append(Unknown(text: argument.symbolicText))
      return
    }
    let text = argument.symbolicText
    for element in elements { add(RuleField("cidr", of: element.members ?? [:], text: text)) }
  }
}
