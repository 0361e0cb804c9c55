import Foundation

/// The files of this checkout.
enum Project {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func path(_ name: String) -> String { root.appending(path: name).path(percentEncoded: false) }

  static func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: root.appending(path: name))) }

  static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// The program under test: `GATEHOUSE_BINARY`, or the one that was built beside these tests.
  static func program() throws -> String {
    if let told = ProcessInfo.processInfo.environment["GATEHOUSE_BINARY"], !told.isEmpty { return told }
    let tests = URL(filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let program = tests.deletingLastPathComponent().appending(path: "gatehouse").path(percentEncoded: false)
    guard FileManager.default.isExecutableFile(atPath: program) else { throw Missing(name: program) }
    return program
  }

  struct Missing: Error, CustomStringConvertible {
    let name: String
    var description: String { "there is no \(name): build it first (make build), or name it in GATEHOUSE_BINARY" }
  }
}
