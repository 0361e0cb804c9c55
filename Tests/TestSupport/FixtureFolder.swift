import Findings
import Foundation
import Repositories

/// A folder of fixtures on disk.
struct FixtureFolder {
  let url: URL

  init(_ url: URL) { self.url = url }

  var name: String { url.lastPathComponent }

  /// The folders inside, in the order of their names.
  func folders() throws -> [FixtureFolder] {
    try names().map { FixtureFolder(url.appendingPathComponent($0)) }
      .filter { try $0.type() == .typeDirectory }
  }

  /// The tree that the folder `side` stands for; empty when there is none.
  func tree(_ side: String) throws -> MemoryTree {
    let folder = FixtureFolder(url.appendingPathComponent(side))
    var files: [RepositoryPath: MemoryTree.File] = [:]
    if FileManager.default.fileExists(atPath: folder.url.path) {
      try folder.collect(at: .root, into: &files)
    }
    return MemoryTree(files)
  }

  private func collect(at path: RepositoryPath, into files: inout [RepositoryPath: MemoryTree.File]) throws {
    for name in try names() {
      let child = FixtureFolder(url.appendingPathComponent(name))
      let stands = name.hasPrefix("dot_") ? "." + name.dropFirst("dot_".count) : name
      switch try child.type() {
      case .typeDirectory:
        try child.collect(at: path.appending(stands), into: &files)
      case .typeSymbolicLink:
        let target = try FileManager.default.destinationOfSymbolicLink(atPath: child.url.path)
        files[path.appending(stands)] = .symbolicLink(to: target)
      default:
        let (name, file) = try child.file(named: stands)
        files[path.appending(name)] = file
      }
    }
  }

  private func file(named name: String) throws -> (String, MemoryTree.File) {
    let bytes = Array(try Data(contentsOf: url))
    if name.hasSuffix(".gitlink") {
      guard let commit = ObjectID(hex: bytes.prefix(while: { $0 > 0x20 })) else {
        throw FixtureError("\(name) holds no object id")
      }
      return (String(name.dropLast(".gitlink".count)), .gitlink(commit))
    }
    if name.hasSuffix(".repeated") {
      let parts = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 1)
      guard parts.count == 2, let count = Int(parts[0]) else {
        throw FixtureError("\(name) holds no count and text")
      }
      let text = String(repeating: String(parts[1]), count: count)
      return (String(name.dropLast(".repeated".count)), .text(text))
    }
    let isExecutable = FileManager.default.isExecutableFile(atPath: url.path)
    return (name, MemoryTree.File(mode: isExecutable ? .executable : .regular, bytes: bytes))
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
  }

  private func type() throws -> FileAttributeType? {
    try FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
  }
}
