import Findings

/// What a module reads from files of the repository.
struct StaticFiles {
  /// What stands for the content of changed files that the module reads, by their names.
  var marks: [String: String] = [:]

  /// The contents of the files, by their paths from the directory of the module.
  var contents: [String: FileContent] = [:]

  /// The files that `fileset()` finds.
  var sets: [StaticFileSet: [String]] = [:]

  /// What the contents that are YAML say, by their texts.
  var documents: [String: StaticValue] = [:]

  /// What the files beside the module say that are there to be given to `terraform init -backend-config`.
  var backends: [[String: String]] = []

  /// Remembers what texts say as JSON.
  var json = DecodedTexts()

  /// Computes digests of texts and files; without it they are unknown.
  var hashes: HashFunctions?

  /// Whether the module is the root, so that `path.root` is its directory.
  var isRoot = true

  /// Whether both read the same.
  static func == (left: StaticFiles, right: StaticFiles) -> Bool {
    left.marks == right.marks && left.contents == right.contents && left.sets == right.sets
      && left.documents == right.documents && left.hashes == right.hashes && left.isRoot == right.isRoot
  }

  /// The content of a file; `nil` when it is not there, or was not read.
  func content(at path: String) -> FileContent? { contents[Self.normalized(path)] }

  /// `./a/../b` as `b`. What leads out of the directory keeps its dots.
  static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  /// What tells one content of the files that `text` reads from another: without it, a value read from a file would
  /// be the same whatever the file holds.
  func marks(in text: String) -> String {
    guard !marks.isEmpty, text.contains("file") else { return "" }
    return marks.sorted { $0.key < $1.key }.filter { text.contains($0.key) }
      .map { " (\($0.key) as of \($0.value))" }.joined()
  }
}

/// A call of `fileset()`: the directory, from that of the module, and the pattern.
struct StaticFileSet: Hashable, Sendable {
  let directory: String
  let pattern: String
}

/// What a module reads from a file.
enum FileContent: Hashable, Sendable {
  case text(String)
  /// No text.
  case binary([UInt8])
  /// There is a file, but it is too large.
  case other

  /// How many bytes of it are kept.
  var size: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .binary(let bytes): bytes.count
    case .other: 0
    }
  }

  /// `nil` where they were not read.
  var bytes: [UInt8]? {
    switch self {
    case .text(let text): Array(text.utf8)
    case .binary(let bytes): bytes
    case .other: nil
    }
  }
}
