import Findings
import Repositories
import Signing

/// The links of the last tree that was judged here, in `<git dir>/gatehouse/cache/links`.
///
/// Only what judges staged files or a push on a person's machine uses it: CI and `verify` read the tree, since whoever could write this file could
/// hide a link from them. Deleting it changes no verdict.
final class LinkMemoryFile: LinkMemory {
  private let findDirectory: () throws(Failure) -> String

  /// The first line; another one means another form.
  private static let header = Array("gatehouse links 1\n".utf8)

  /// The most bytes that are read; more links than fit are listed anew every time.
  private static let limit = 16 << 20

  /// - Parameter findDirectory: gives the directory of caches, which need not exist.
  init(findDirectory: @escaping () throws(Failure) -> String) {
    self.findDirectory = findDirectory
  }

  func recall() -> (tree: ObjectID, links: SymbolicLinks)? {
    guard let directory = try? findDirectory(),
      let bytes = try? Files.readIfPresent(directory + "/links", limit: Self.limit)
    else { return nil }
    return Self.decode(bytes)
  }

  func remember(_ links: SymbolicLinks, of tree: ObjectID) {
    let bytes = Self.encode(links, of: tree)
    // What cannot be remembered is found again.
    guard bytes.count <= Self.limit, let directory = try? findDirectory() else { return }
    try? Files.makeDirectory(directory)
    try? Files.write(bytes, to: directory + "/links", isDurable: false)
  }

  /// The header, the digest of the rest, then the tree, and each link's path and target, each ended by NUL.
  static func encode(_ links: SymbolicLinks, of tree: ObjectID) -> [UInt8] {
    var body = Array(tree.hex.utf8) + [0]
    for (path, target) in links.targets.sorted(by: { $0.key < $1.key }) {
      body += path.bytes
      body.append(0)
      body += target
      body.append(0)
    }
    return header + Array((SHA256Function.crypto(body).hex + "\n").utf8) + body
  }

  /// What ``encode(_:of:)`` wrote; `nil` for anything else, a file that was cut short included.
  static func decode(_ bytes: [UInt8]) -> (tree: ObjectID, links: SymbolicLinks)? {
    guard bytes.starts(with: header), let end = bytes[header.count...].firstIndex(of: UInt8(ascii: "\n")),
      case let body = Array(bytes[(end + 1)...]),
      bytes[header.count..<end].elementsEqual(SHA256Function.crypto(body).hex.utf8)
    else { return nil }
    let fields = body.split(separator: 0, omittingEmptySubsequences: false)
    guard fields.count.isMultiple(of: 2), let tree = ObjectID(hex: fields[0]) else { return nil }
    var targets: [RepositoryPath: [UInt8]] = [:]
    for index in stride(from: 1, to: fields.count - 1, by: 2) {
      targets[RepositoryPath(bytes: Array(fields[index]))] = Array(fields[index + 1])
    }
    return (tree, SymbolicLinks(targets: targets))
  }
}
