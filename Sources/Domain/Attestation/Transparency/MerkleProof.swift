public import Findings

extension MerkleTree {
  /// Checks by RFC 9162 §2.1.3.2 that `leaf` is entry `index` of the tree of `size` entries with that root.
  ///
  /// - Throws: ``AttestationError/Code/wrongProof``; a proof of another length than index and size demand
  ///   is wrong too.
  public func verifyInclusion(
    of leaf: Digest, at index: Int64, size: Int64, proof: [Digest], root: Digest
  ) throws(AttestationError) {
    guard index >= 0, index < size else {
      throw Self.wrong("the index \(index) is not within a tree of \(size)")
    }
    var node = index
    var last = size - 1
    var hash = leaf
    for sibling in proof {
      guard last > 0 else { throw Self.wrong("the inclusion proof is too long") }
      if !node.isMultiple(of: 2) || node == last {
        hash = nodeHash(sibling, hash)
        while node.isMultiple(of: 2), node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        hash = nodeHash(hash, sibling)
      }
      node >>= 1
      last >>= 1
    }
    guard last == 0 else { throw Self.wrong("the inclusion proof is too short") }
    guard hash == root else { throw Self.wrong("the inclusion proof does not lead to the root") }
  }

  /// Checks by RFC 9162 §2.1.4.2 that the tree of `oldSize` entries is the beginning of the tree of
  /// `newSize` entries.
  ///
  /// - Throws: ``AttestationError/Code/wrongProof``; a proof of another length than the sizes demand is
  ///   wrong too.
  public func verifyConsistency(
    from oldSize: Int64, root oldRoot: Digest, to newSize: Int64, root newRoot: Digest, proof: [Digest]
  ) throws(AttestationError) {
    guard oldSize >= 0, oldSize <= newSize else {
      throw Self.wrong("a tree of \(newSize) entries cannot continue one of \(oldSize)")
    }
    if oldSize == 0 {
      guard proof.isEmpty, oldRoot == emptyRoot, newSize > 0 || newRoot == emptyRoot else {
        throw Self.wrong("the empty tree has another root")
      }
      return
    }
    if oldSize == newSize {
      guard proof.isEmpty, oldRoot == newRoot else {
        throw Self.wrong("trees of one size have different roots")
      }
      return
    }
    // Where the old tree is perfect, its root is the first hash of the way and is left out of the proof.
    let isPerfect = oldSize.nonzeroBitCount == 1
    guard let first = isPerfect ? oldRoot : proof.first else {
      throw Self.wrong("the consistency proof is empty")
    }
    var node = oldSize - 1
    var last = newSize - 1
    while !node.isMultiple(of: 2) {
      node >>= 1
      last >>= 1
    }
    var (oldHash, newHash) = (first, first)
    for sibling in proof.dropFirst(isPerfect ? 0 : 1) {
      guard last > 0 else { throw Self.wrong("the consistency proof is too long") }
      if !node.isMultiple(of: 2) || node == last {
        oldHash = nodeHash(sibling, oldHash)
        newHash = nodeHash(sibling, newHash)
        while node.isMultiple(of: 2), node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        newHash = nodeHash(newHash, sibling)
      }
      node >>= 1
      last >>= 1
    }
    guard last == 0 else { throw Self.wrong("the consistency proof is too short") }
    guard oldHash == oldRoot else { throw Self.wrong("the consistency proof does not lead to the old root") }
    guard newHash == newRoot else { throw Self.wrong("the consistency proof does not lead to the new root") }
  }

  private static func wrong(_ message: String) -> AttestationError { AttestationError(.wrongProof, message) }
}
