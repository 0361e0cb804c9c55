import Findings

extension RepositoryPath {
  /// The path that a relative one leads to from this directory; `nil` when it leaves the tree.
  func resolving(_ relative: some StringProtocol) -> RepositoryPath? { resolving(Array(relative.utf8)) }

  /// The path that a relative one leads to from this directory; `nil` when it leaves the tree.
  func resolving(_ relative: [UInt8]) -> RepositoryPath? {
    var components = components
    for component in relative.split(separator: UInt8(ascii: "/")) {
      if component.elementsEqual(".".utf8) { continue }
      if component.elementsEqual("..".utf8) {
        guard components.popLast() != nil else { return nil }
      } else {
        components.append(component)
      }
    }
    return RepositoryPath(bytes: Array(components.joined(separator: CollectionOfOne(UInt8(ascii: "/")))))
  }
}
