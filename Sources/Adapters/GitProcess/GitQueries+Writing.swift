import Findings
import Repositories

/// The few things that are ever written into a repository: objects and the approvals branch.
extension GitQueries {
  /// Stores a blob.
  func store(_ bytes: [UInt8]) throws(Failure) -> ObjectID {
    try object(try git.output(["hash-object", "-w", "--stdin"], input: bytes))
  }

  /// Stores a commit of exactly these files.
  func commit(
    files: [RepositoryPath: FileVersion], parents: [ObjectID], message: String
  ) throws(Failure) -> ObjectID {
    var listing: [UInt8] = []
    for (path, version) in files.sorted(by: { $0.key < $1.key }) {
      listing += Array("\(version.mode.octal) \(version.id.hex)\t".utf8) + path.bytes + [0]
    }
    // An index of its own, so that the user's is never touched.
    let index = try scratchFile("index")
    let building = git.adding(["GIT_INDEX_FILE": index])
    _ = try building.output(["update-index", "-z", "--index-info"], input: listing)
    let tree = try object(try building.output(["write-tree"]))
    let arguments = ["commit-tree", tree.hex, "-F", "-"] + parents.flatMap { ["-p", $0.hex] }
    return try object(try git.output(arguments, input: Array(message.utf8)))
  }

  /// Moves a ref, if it still holds what was read.
  func move(_ ref: String, from old: ObjectID?, to new: ObjectID) throws(Failure) {
    let none = String(repeating: "0", count: try facts.objectFormat.byteCount * 2)
    _ = try git.output(["update-ref", ref, new.hex, old?.hex ?? none])
  }

  private func object(_ output: [UInt8]) throws(Failure) -> ObjectID {
    guard let id = ObjectID(hex: output.prefix(while: { $0 != UInt8(ascii: "\n") })) else {
      throw Failure(.process, "git named no object")
    }
    return id
  }
}
