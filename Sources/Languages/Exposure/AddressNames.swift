/// Names that people gave to sets of addresses: a set that would be a long list of ranges is told by them.
public struct AddressNames: Sendable {
  private let sets: [(name: String, set: AddressSet)]

  /// - Parameter sets: the sets by their names, as the format writes them: `<martians>`.
  public init(_ sets: [String: AddressSet] = [:]) {
    self.sets = sets.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The set as names and few ranges beside them; `nil` where that does not do.
  func text(_ set: AddressSet, _ families: [AddressFamily], atMost: Int) -> String? {
    if sets.isEmpty { return nil }
    let region = families.reduce(AddressSet.none) { $0.union(.all($1)) }
    return sum(set, region, atMost) ?? sum(set.complement, region, atMost).map { "all but \($0)" }
  }

  private func sum(_ set: AddressSet, _ region: AddressSet, _ atMost: Int) -> String? {
    let whole = set.intersection(region)
    var rest = whole
    var names: [String] = []
    for (name, members) in sets {
      let part = members.intersection(region)
      guard !part.isEmpty, part.isSubset(of: whole) else { continue }
      names.append(name)
      rest = rest.subtracting(part)
    }
    let ranges = rest.ranges
    guard !names.isEmpty, ranges.count <= atMost else { return nil }
    return (names + ranges.map(\.description)).joined(separator: ", ")
  }
}
