import Findings
import Repositories
import TestSupport
import Testing

@Suite("The difference of two trees")
struct TreeDiffTests {
  /// A directory as a test writes it: a file, or what is in it.
  indirect enum Node {
    case file(FileVersion)
    case directory([String: Node])
  }

  /// Directories of few names, so that files and directories often meet under one name, and many share a beginning.
  static func randomDirectory(
    _ random: inout SeededGenerator, _ objects: MemoryObjects, ids: [ObjectID], depth: Int
  ) -> [String: Node] {
    var entries: [String: Node] = [:]
    for name in ["a", "a-", "a.b", "a0", "ab", "b", "b.c", "\u{7F}", "é"]
    where Int.random(in: 0..<3, using: &random) > 0 {
      if depth > 0, Int.random(in: 0..<3, using: &random) == 0 {
        entries[name] = .directory(randomDirectory(&random, objects, ids: ids, depth: depth - 1))
      } else {
        let modes: [FileMode] = [.regular, .regular, .executable, .symbolicLink, .gitlink]
        let mode = modes[Int.random(in: modes.indices, using: &random)]
        entries[name] = .file(FileVersion(mode: mode, id: ids[Int.random(in: ids.indices, using: &random)]))
      }
    }
    return entries
  }

  /// Stores a directory as git sorts it; the same contents give the same id.
  static func store(
    _ directory: [String: Node], _ objects: MemoryObjects, _ known: inout [[UInt8]: ObjectID]
  ) -> ObjectID {
    var entries: [(key: [UInt8], bytes: [UInt8])] = []
    for (name, node) in directory {
      let name = Array(name.utf8)
      switch node {
      case .file(let version):
        entries.append((name, Array(version.mode.octal.utf8) + [0x20] + name + [0] + version.id.bytes))
      case .directory(let inner):
        // Git never stores an empty directory.
        if inner.isEmpty { continue }
        let id = store(inner, objects, &known)
        entries.append((name + [0x2F], Array("40000 ".utf8) + name + [0] + id.bytes))
      }
    }
    let bytes = entries.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap(\.bytes)
    if let id = known[bytes] { return id }
    let id = objects.store(.tree, bytes)
    known[bytes] = id
    return id
  }

  static func files(_ directory: [String: Node], in path: RepositoryPath = .root) -> [RepositoryPath: FileVersion] {
    var files: [RepositoryPath: FileVersion] = [:]
    for (name, node) in directory {
      switch node {
      case .file(let version): files[path.appending(name)] = version
      case .directory(let inner): files.merge(Self.files(inner, in: path.appending(name))) { first, _ in first }
      }
    }
    return files
  }

  @Test("is that of their files, whatever stood under a name before", arguments: 1...20 as ClosedRange<UInt64>)
  func randomTrees(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let objects = MemoryObjects(format: seed.isMultiple(of: 2) ? .sha1 : .sha256)
    let ids = (0..<4).map { _ in objects.newID() }
    var known: [[UInt8]: ObjectID] = [:]
    var old: [String: Node] = [:]
    for _ in 0..<10 {
      var new = Self.randomDirectory(&random, objects, ids: ids, depth: 3)
      // Mostly the same, as two neighbouring commits are.
      for (name, node) in old where Int.random(in: 0..<4, using: &random) > 0 { new[name] = node }
      let (before, after) = (Self.files(old), Self.files(new))
      let expected = Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }
        .map { FileChange(path: $0, old: before[$0], new: after[$0]) }
      let changes = try TreeDiff(reader: objects).changes(
        from: Self.store(old, objects, &known), to: Self.store(new, objects, &known))
      #expect(changes == expected, "seed \(seed)")
      old = new
    }
  }

  @Test("never leaves out what it cannot read", arguments: [true, false])
  func malformed(isOld: Bool) throws {
    let objects = MemoryObjects()
    let id = objects.newID()
    let whole = objects.storeTree([("100644", "a", id), ("100644", "b", id), ("100644", "c", id)])
    let bytes = try objects.require(whole, .tree)
    let tail = Array(bytes.dropFirst(bytes.count / 3 * 2))
    let damaged: [[UInt8]] =
      (1..<bytes.count).filter { !$0.isMultiple(of: bytes.count / 3) }.map { Array(bytes[..<$0]) } + [
        bytes + [0x31], Array("100644 a/b".utf8) + [0] + id.bytes + tail, Array("100644 ".utf8) + [0] + id.bytes,
        Array("1006x4 a".utf8) + [0] + id.bytes, Array(" a".utf8) + [0] + id.bytes,
        Array("12345670 a".utf8) + [0] + id.bytes,
      ]
    for bytes in damaged {
      let broken = objects.store(.tree, bytes)
      for other in [whole, nil, objects.store(.tree, bytes)] {
        let failure = #expect(throws: Failure.self, "\(bytes)") {
          try TreeDiff(reader: objects).changes(from: isOld ? broken : other, to: isOld ? other : broken)
        }
        #expect(failure?.code == .repositoryUnavailable)
      }
    }
  }

  @Test("is an entry's where only its mode differs, and nobody's where modes are spelt otherwise")
  func modes() throws {
    let objects = MemoryObjects()
    let id = objects.newID()
    let diff = TreeDiff(reader: objects)
    let base = objects.storeTree([("100644", "a", id), ("0100644", "b", id)])
    let head = objects.storeTree([("100755", "a", id), ("100644", "b", id)])
    #expect(
      try diff.changes(from: base, to: head) == [
        FileChange(
          path: "a", old: FileVersion(mode: .regular, id: id), new: FileVersion(mode: .executable, id: id))
      ])
  }

  @Test("names the tree that is missing")
  func missing() throws {
    let objects = MemoryObjects()
    let inner = objects.newID()
    let head = objects.storeTree([("40000", "folder", inner)])
    let failure = #expect(throws: Failure.self) { try TreeDiff(reader: objects).changes(from: nil, to: head) }
    #expect(failure?.code == .inputIncomplete)
    #expect(failure?.message.contains(inner.hex) == true)
  }
}
