import Findings

/// A pattern of the tables of governed paths. Every changed file is held against all of them, so matching
/// compares bytes and allocates nothing.
struct PathPattern: Sendable {
  private enum Shape: Sendable {
    case file
    case below
    case named
    case namePrefix
  }

  private let shape: Shape
  private let text: [UInt8]
  private let foldsCase: Bool

  /// The file at that path.
  static func file(_ path: String) -> PathPattern { PathPattern(.file, path) }

  /// Everything below that directory, and what stands in its place: a symbolic link or a submodule.
  static func below(_ directory: String) -> PathPattern { PathPattern(.below, directory) }

  /// A file of that name in any directory.
  static func named(_ name: String) -> PathPattern { PathPattern(.named, name) }

  /// A file in any directory whose name starts so.
  static func namePrefix(_ prefix: String) -> PathPattern { PathPattern(.namePrefix, prefix) }

  /// The pattern for names that a program opens in the work tree: on a case-insensitive file system any
  /// spelling of the ASCII letters leads there. Forges read names from git's trees, where every byte counts.
  var inAnyCase: PathPattern { PathPattern(shape, text.map(Self.lowered), foldsCase: true) }

  private init(_ shape: Shape, _ text: String) {
    self.init(shape, Array(text.utf8), foldsCase: false)
  }

  private init(_ shape: Shape, _ text: [UInt8], foldsCase: Bool) {
    self.shape = shape
    self.text = text
    self.foldsCase = foldsCase
  }

  /// Whether `path` matches.
  func matches(_ path: RepositoryPath) -> Bool {
    switch shape {
    case .file: path.bytes.count == text.count && starts(path.bytes[...])
    case .below:
      starts(path.bytes[...])
        && (path.bytes.count == text.count || path.bytes[text.count] == UInt8(ascii: "/"))
    case .named: path.bytes.count >= text.count && path.name.count == text.count && starts(path.name)
    case .namePrefix: starts(path.name)
    }
  }

  private func starts(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= text.count else { return false }
    for offset in text.indices {
      let byte = bytes[bytes.startIndex + offset]
      guard (foldsCase ? Self.lowered(byte) : byte) == text[offset] else { return false }
    }
    return true
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
