import Foundation

/// The files of this project as they lie on the disk.
enum Checkout {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func bytes(_ path: String) throws -> Data { try Data(contentsOf: root.appending(path: path)) }

  /// The Swift files below a folder, as paths from the root.
  static func swiftFiles(under folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path(percentEncoded: false))
    return (names?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }.sorted()
      .map { folder + "/" + $0 }
  }

  /// The folders directly below one.
  static func folders(under folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      at: root.appending(path: folder), includingPropertiesForKeys: [.isDirectoryKey]
    )
    .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
    .map(\.lastPathComponent).sorted()
  }

  /// The regular files that git tracks, or would with the next `git add`.
  static func trackedFiles() throws -> [String] {
    let listing = try output(
      "git", ["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
    return try listing.split(separator: "\0").map(String.init).filter {
      let url = root.appending(path: $0)
      guard FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) else { return false }
      return try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
    }
  }

  /// What a program prints, run in the root; any other status than 0 throws.
  static func output(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.currentDirectoryURL = root
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ToolFailure(program: program, status: process.terminationStatus) }
    return String(decoding: bytes, as: UTF8.self)
  }

  struct ToolFailure: Error {
    let program: String
    let status: Int32
  }
}
