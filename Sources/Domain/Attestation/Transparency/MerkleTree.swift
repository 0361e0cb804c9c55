public import Findings

/// The Merkle tree of RFC 6962 §2.1 over SHA-256, as functions of its leaf hashes.
public struct MerkleTree: Sendable {
  private let sha256: SHA256Function

  public init(_ sha256: SHA256Function) { self.sha256 = sha256 }

  /// The hash of an entry: SHA-256 of `0x00 ‖ entry`.
  public func leafHash(_ entry: [UInt8]) -> Digest { sha256([0] + entry) }

  /// The hash of an inner node: SHA-256 of `0x01 ‖ left ‖ right`.
  public func nodeHash(_ left: Digest, _ right: Digest) -> Digest { sha256([1] + left.bytes + right.bytes) }

  /// The root of a tree without entries: SHA-256 of nothing.
  public var emptyRoot: Digest { sha256([]) }

  /// The root over these leaf hashes.
  public func root(_ leaves: [Digest]) -> Digest {
    leaves.isEmpty ? emptyRoot : root(leaves[...])
  }

  /// The hashes that lead from leaf `index` to the root over `leaves`; `nil` when there is no such leaf.
  public func inclusionProof(of index: Int, in leaves: [Digest]) -> [Digest]? {
    guard leaves.indices.contains(index) else { return nil }
    var proof: [Digest] = []
    var part = leaves[...]
    // Walks from the root down, so the proof is turned around at the end.
    while part.count > 1 {
      let middle = part.startIndex + Self.split(part.count)
      if index < middle {
        proof.append(root(part[middle...]))
        part = part[..<middle]
      } else {
        proof.append(root(part[..<middle]))
        part = part[middle...]
      }
    }
    return proof.reversed()
  }

  /// The hashes that show that the tree over the first `size` leaves is the beginning of the tree over all;
  /// `nil` when `size` is larger than that.
  public func consistencyProof(from size: Int, in leaves: [Digest]) -> [Digest]? {
    guard size >= 0, size <= leaves.count else { return nil }
    // RFC 6962 defines no proof from the empty tree; like Trillian, we call it the empty one.
    guard size > 0 else { return [] }
    var proof: [Digest] = []
    var part = leaves[...]
    var isWhole = true
    while part.count > 0, size < part.endIndex {
      let middle = part.startIndex + Self.split(part.count)
      if size <= middle {
        proof.append(root(part[middle...]))
        part = part[..<middle]
      } else {
        proof.append(root(part[..<middle]))
        part = part[middle...]
        isWhole = false
      }
    }
    if !isWhole { proof.append(root(part)) }
    return proof.reversed()
  }

  /// The root of a part of the leaves that is not empty, by folding perfect subtrees: no recursion.
  private func root(_ part: ArraySlice<Digest>) -> Digest {
    var frontier = MerkleFrontier()
    for leaf in part { frontier.append(leaf, self) }
    return frontier.root(self)
  }

  /// The largest power of two below `count`, which must be 2 or more.
  private static func split(_ count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }
}

/// The right edge of a Merkle tree: enough to append to it and to know its root, in space of the logarithm
/// of its size.
public struct MerkleFrontier: Hashable, Sendable {
  /// The number of leaves.
  public private(set) var size: Int
  /// The roots of the perfect subtrees from left to right, one for each bit of ``size``.
  public private(set) var hashes: [Digest]

  /// The edge of the empty tree.
  public init() {
    size = 0
    hashes = []
  }

  /// An edge that was kept; `nil` unless there is one hash for each bit of `size`.
  public init?(size: Int, hashes: [Digest]) {
    guard size >= 0, hashes.count == size.nonzeroBitCount else { return nil }
    self.size = size
    self.hashes = hashes
  }

  /// Adds a leaf.
  public mutating func append(_ leaf: Digest, _ tree: MerkleTree) {
    var hash = leaf
    var rest = size
    while !rest.isMultiple(of: 2), let left = hashes.popLast() {
      hash = tree.nodeHash(left, hash)
      rest >>= 1
    }
    hashes.append(hash)
    size += 1
  }

  /// The root of the tree.
  public func root(_ tree: MerkleTree) -> Digest {
    guard var root = hashes.last else { return tree.emptyRoot }
    for left in hashes.dropLast().reversed() { root = tree.nodeHash(left, root) }
    return root
  }
}
