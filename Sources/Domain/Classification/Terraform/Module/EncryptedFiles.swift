import Findings
import Repositories

/// Where git-crypt is known to encrypt: by the attributes of git, or by the files that it encrypted there before.
enum EncryptedFiles {
  /// Whether a new file at `path` was to be expected encrypted before the change.
  static func areExpected(
    at path: RepositoryPath, beside base: ModuleFiles, in tree: any TreeSnapshot
  ) throws(Failure) -> Bool {
    guard !base.files.contains(where: { $0.path == path }) else { return false }
    if base.files.contains(where: \.isEncrypted) { return true }
    var directory = path.directory
    while true {
      let attributes = directory.appending(".gitattributes")
      if case .bytes(let bytes)? = try tree.contents(at: attributes, limit: ClassifierLimits.fileBytes),
        let answer = filter(of: path.bytes.dropFirst(directory == .root ? 0 : directory.bytes.count + 1), by: bytes)
      {
        return answer == "git-crypt"
      }
      if directory == .root { return false }
      directory = directory.directory
    }
  }

  /// The filter that the last line about it gives to the file (gitattributes(5)); `nil` where none speaks of it, and the
  /// empty text where it is taken away or not known for certain.
  private static func filter(of path: ArraySlice<UInt8>, by attributes: [UInt8]) -> String? {
    for line in attributes.split(separator: UInt8(ascii: "\n")).reversed() {
      let words = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\t" || $0 == "\r" }
      guard let pattern = words.first, !pattern.hasPrefix("#") else { continue }
      // Macros and quoted patterns may stand for more than is read here.
      if pattern.hasPrefix("[") || pattern.hasPrefix("\"") || pattern.contains("\\") { return "" }
      guard matches(path, pattern) else { continue }
      for word in words.dropFirst().reversed() {
        if word.hasPrefix("filter=") { return String(word.dropFirst("filter=".utf8.count)) }
        if ["-filter", "!filter", "filter"].contains(word) { return "" }
      }
    }
    return nil
  }

  /// A pattern without a slash is one for names; with one, it counts from the folder of its file.
  private static func matches(_ path: ArraySlice<UInt8>, _ pattern: Substring) -> Bool {
    let anchored = pattern.drop { $0 == "/" }
    if !pattern.contains("/") {
      return Glob(String(pattern)).matches(path.split(separator: UInt8(ascii: "/")).last ?? [])
    }
    return Glob(String(anchored)).matches(path)
  }
}
