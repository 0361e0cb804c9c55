import Findings
import Repositories

/// What is known of contents that no name speaks for, in `<git dir>/gatehouse/cache/blobs`.
///
/// Only what judges staged files or a push on a person's machine uses it: CI and `verify` read every content, since whoever
/// could write this file could keep one from being read. Deleting it changes no verdict, unless objects were lost since.
final class PlainBlobFile: PlainBlobMemory {
  private let findDirectory: () throws(Failure) -> String

  /// The first line: another form, or another program, which may look for something else, begins anew.
  private lazy var header = Array("gatehouse blobs 1, \(ToolVersion.current), \(Files.buildOfThisProgram())\n".utf8)

  /// The most bytes that are read.
  private static let limit = 4 << 20

  /// - Parameter findDirectory: gives the directory of caches, which need not exist.
  init(findDirectory: @escaping () throws(Failure) -> String) { self.findDirectory = findDirectory }

  func recall() -> [UInt8] {
    guard let directory = try? findDirectory(),
      let bytes = try? Files.readIfPresent(directory + "/blobs", limit: Self.limit), bytes.starts(with: header)
    else { return [] }
    return Array(bytes.dropFirst(header.count))
  }

  func remember(_ bytes: [UInt8]) {
    // What cannot be remembered is read again.
    guard let directory = try? findDirectory() else { return }
    try? Files.makeDirectory(directory)
    try? Files.write(header + bytes, to: directory + "/blobs", isDurable: false)
  }
}
