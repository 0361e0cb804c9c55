import Attestation
import Findings
import JSON
import Signing
import Testing

@Suite("Merkle tree (RFC 6962)")
struct MerkleTreeTests {
  private let tree = MerkleTree(.crypto)

  /// transparency-dev/merkle `rfc6962/rfc6962_test.go`.
  @Test("The constants of the reference implementation")
  func constants() {
    #expect(tree.emptyRoot.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(tree.leafHash([]).hex == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
    #expect(
      tree.leafHash(Array("L123456".utf8)).hex
        == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56")
  }

  /// transparency-dev/merkle `testonly/constants.go`.
  private static let leafInputs = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
  ]
  private static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  @Test("The roots of the reference tree, size by size", arguments: 0...8)
  func roots(size: Int) {
    let leaves = Self.leafInputs.prefix(size).map { tree.leafHash(Hex.decode($0) ?? []) }
    #expect(tree.root(leaves).hex == Self.roots[size])
  }

  @Test("The published proofs are judged as published")
  func vectors() throws {
    var judged = 0
    for line in merkleProofVectors.split(separator: "\n") {
      let vector = try JSONReader.parse(Array(line.utf8), limits: .foreign)
      let name = try #require(vector["name"]?.string)
      // Its roots are nine letters of text, which is no digest; that equal roots hold is tested below.
      guard name != "consistency/additional/sizes-are-equal-one-and-proof-is-empty" else { continue }
      let holds = name.hasPrefix("inclusion") ? inclusionHolds(vector) : consistencyHolds(vector)
      #expect(holds == (vector["wantErr"]?.bool == false), "\(name)")
      judged += 1
    }
    #expect(judged == 195)
  }

  /// What cannot even be written down as our types (a root of 31 bytes, an index of 2^64 − 1) does not hold.
  private func inclusionHolds(_ vector: JSONValue) -> Bool {
    guard let index = vector["leafIdx"]?.integer, let size = vector["treeSize"]?.integer,
      let leaf = digest(vector["leafHash"]), let root = digest(vector["root"]), let proof = proof(vector)
    else { return false }
    return code { try tree.verifyInclusion(of: leaf, at: index, size: size, proof: proof, root: root) } == nil
  }

  private func consistencyHolds(_ vector: JSONValue) -> Bool {
    guard let size1 = vector["size1"]?.integer, let size2 = vector["size2"]?.integer,
      let root1 = digest(vector["root1"]), let root2 = digest(vector["root2"]), let proof = proof(vector)
    else { return false }
    return code { try tree.verifyConsistency(from: size1, root: root1, to: size2, root: root2, proof: proof) }
      == nil
  }

  private func digest(_ value: JSONValue?) -> Digest? {
    value?.string.flatMap(Base64.decode).flatMap(Digest.init(bytes:))
  }

  private func proof(_ vector: JSONValue) -> [Digest]? {
    let values = vector["proof"]?.array ?? []
    let hashes = values.compactMap(digest)
    return hashes.count == values.count ? hashes : nil
  }

  @Test("Every proof that we make holds, for every leaf and every pair of sizes up to 40, and no other does")
  func ownProofs() throws {
    let leaves = (0..<40).map { tree.leafHash([UInt8($0)]) }
    let roots = (0...40).map { tree.root(Array(leaves.prefix($0))) }
    for size in 0...40 {
      let part = Array(leaves.prefix(size))
      for index in 0..<size {
        let proof = try #require(tree.inclusionProof(of: index, in: part))
        func verify(_ index: Int, _ proof: [Digest]) -> AttestationError.Code? {
          code {
            try tree.verifyInclusion(
              of: part[min(index, size - 1)], at: Int64(index), size: Int64(size), proof: proof,
              root: roots[size])
          }
        }
        #expect(verify(index, proof) == nil)
        #expect(verify(index, proof + [roots[size]]) == .wrongProof)
        #expect(verify(size, proof) == .wrongProof)
        if !proof.isEmpty { #expect(verify(index, Array(proof.dropLast())) == .wrongProof) }
      }
      for old in 0...size {
        let proof = try #require(tree.consistencyProof(from: old, in: part))
        func verify(_ proof: [Digest], root: Digest) -> AttestationError.Code? {
          code {
            try tree.verifyConsistency(
              from: Int64(old), root: root, to: Int64(size), root: roots[size], proof: proof)
          }
        }
        #expect(verify(proof, root: roots[old]) == nil)
        #expect(verify(proof + [roots[size]], root: roots[old]) == .wrongProof)
        #expect(verify(proof, root: tree.leafHash([99])) == .wrongProof)
      }
    }
    #expect(tree.inclusionProof(of: 3, in: Array(leaves.prefix(3))) == nil)
    #expect(tree.consistencyProof(from: 4, in: Array(leaves.prefix(3))) == nil)
  }

  @Test("The edge of a tree is kept and taken up again")
  func frontier() throws {
    var frontier = MerkleFrontier()
    for value in UInt8(0)..<21 {
      frontier = try #require(MerkleFrontier(size: frontier.size, hashes: frontier.hashes))
      frontier.append(tree.leafHash([value]), tree)
    }
    #expect(frontier.root(tree) == tree.root((UInt8(0)..<21).map { tree.leafHash([$0]) }))
    #expect(MerkleFrontier(size: 3, hashes: [tree.emptyRoot]) == nil)
    #expect(MerkleFrontier(size: -1, hashes: []) == nil)
  }
}
