public import Findings

/// The mode of a tree entry, as git reads it: evidence must show what stock git shows.
public struct FileMode: Hashable, Sendable {
  /// The mode in octal notation as git prints it, such as `0o100644`.
  public let rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public static let directory = FileMode(rawValue: 0o040000)
  public static let regular = FileMode(rawValue: 0o100644)
  public static let executable = FileMode(rawValue: 0o100755)
  public static let symbolicLink = FileMode(rawValue: 0o120000)
  public static let gitlink = FileMode(rawValue: 0o160000)

  private var type: UInt32 { rawValue & 0o170000 }

  public var isDirectory: Bool { type == 0o040000 }
  public var isRegularFile: Bool { type == 0o100000 }
  public var isSymbolicLink: Bool { type == 0o120000 }
  /// A submodule: the id names a commit of another repository.
  public var isGitlink: Bool { type == 0o160000 }

  /// Six octal digits, as `git diff --raw` prints them.
  public var octal: String {
    let digits = String(rawValue, radix: 8)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// The most octal digits of a mode that is read.
  static let mostDigits = 7

  /// Reads octal digits; `nil` for anything else.
  public init?(octal: ArraySlice<UInt8>) {
    guard !octal.isEmpty, octal.count <= Self.mostDigits else { return nil }
    var value: UInt32 = 0
    for digit in octal {
      guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit) else { return nil }
      value = value << 3 | UInt32(digit - UInt8(ascii: "0"))
    }
    self.rawValue = value
  }
}

/// What one side of a change holds at a path: a mode and an object id.
public struct FileVersion: Hashable, Sendable {
  public let mode: FileMode
  public let id: ObjectID

  public init(mode: FileMode, id: ObjectID) {
    self.mode = mode
    self.id = id
  }
}

/// One entry of a directory.
public struct TreeEntry: Hashable, Sendable {
  /// The entry's name, without slashes.
  public let name: [UInt8]
  public let version: FileVersion

  public init(name: [UInt8], version: FileVersion) {
    self.name = name
    self.version = version
  }
}

/// A file that differs between base and head. At least one side is present.
public struct FileChange: Hashable, Sendable {
  public let path: RepositoryPath
  /// `nil` when the change adds the file.
  public let old: FileVersion?
  /// `nil` when the change deletes the file.
  public let new: FileVersion?

  public init(path: RepositoryPath, old: FileVersion?, new: FileVersion?) {
    self.path = path
    self.old = old
    self.new = new
  }
}
