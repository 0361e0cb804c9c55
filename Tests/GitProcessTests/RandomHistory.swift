import TestSupport

/// A history of random changes as a stream for `git fast-import`: additions, edits, deletions, renames of files and
/// directories, changes of mode and type, links, submodules, and files that become directories and back.
struct RandomHistory {
  private var random: SeededGenerator
  private let idBytes: Int
  private var stream: [UInt8] = []
  private var files: Set<[UInt8]> = []

  /// Names that sort in surprising ways once a slash or nothing follows them, and names that are not text.
  private static let names: [[UInt8]] =
    [
      "a", "a.b", "a-", "a0", "a b", "A", "b", ".x", "\u{E4}", "main.tf", "\"q\"", "back\\slash", "new\nline",
      "\u{202E}x",
    ].map { Array($0.utf8) } + [[0xFF, 0xFE], [UInt8(ascii: "a"), 0x80], [0x01, 0x7F]]

  /// The stream of that many commits on `refs/heads/main`.
  ///
  /// - Parameter idBytes: the length of the repository's object ids.
  static func stream(seed: UInt64, commits: Int, idBytes: Int = 20) -> [UInt8] {
    var history = RandomHistory(random: SeededGenerator(seed: seed), idBytes: idBytes)
    for number in 1...commits { history.commit(number) }
    return history.stream
  }

  private init(random: SeededGenerator, idBytes: Int) {
    self.random = random
    self.idBytes = idBytes
  }

  private mutating func commit(_ number: Int) {
    line("commit refs/heads/main\nmark :\(number)\ncommitter A <a@b> \(1_700_000_000 + number) +0000\ndata 1\nx")
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      switch Int.random(in: 0..<12, using: &random) {
      case 0...1: delete()
      case 2...3: rename()
      case 4: write(mode: "160000", body: nil)
      case 5: write(mode: "120000", body: "../target")
      case 6: write(mode: "100755", body: "x")
      default: write(mode: "100644", body: "\(Int.random(in: 0..<5, using: &random))\n")
      }
    }
    line("")
  }

  private mutating func write(mode: String, body: String?) {
    let path = newPath()
    claim(path)
    files.insert(path)
    guard let body else {
      let id = (0..<idBytes * 2).map { _ in "0123456789abcdef".randomElement(using: &random) ?? "0" }
      return line("M 160000 \(String(id)) ", path)
    }
    line("M \(mode) inline ", path)
    line("data \(body.utf8.count)\n\(body)")
  }

  private mutating func delete() {
    guard let path = existingPath() else { return }
    claim(path, removesFile: true)
    line("D ", path)
  }

  private mutating func rename() {
    let target = newPath()
    guard let source = existingPath(), !isInside(source, target), !isInside(target, source) else { return }
    let moved = files.filter { isInside($0, source) }
    files.subtract(moved)
    claim(target)
    files.formUnion(moved.map { target + $0.dropFirst(source.count) })
    line("R " + quoted(source) + " ", target)
  }

  /// Makes room for a file at `path`: what stands below it goes, and what stands where its directories must be.
  private mutating func claim(_ path: [UInt8], removesFile: Bool = false) {
    files = files.filter { !isInside($0, path) && !(!removesFile && isInside(path, $0)) }
  }

  /// Whether `path` is `other` or stands below it.
  private func isInside(_ path: [UInt8], _ other: [UInt8]) -> Bool {
    path == other || path.starts(with: other + [UInt8(ascii: "/")])
  }

  private mutating func newPath() -> [UInt8] {
    let depth = Int.random(in: 1...4, using: &random)
    var names: [[UInt8]] = []
    for _ in 0..<depth { names.append(Self.names.randomElement(using: &random) ?? Array("a".utf8)) }
    return Array(names.joined(separator: [UInt8(ascii: "/")]))
  }

  /// A file that is there, or one of its directories.
  private mutating func existingPath() -> [UInt8]? {
    guard let file = files.sorted(by: { $0.lexicographicallyPrecedes($1) }).randomElement(using: &random) else {
      return nil
    }
    let slashes = file.indices.filter { file[$0] == UInt8(ascii: "/") }
    guard let slash = slashes.randomElement(using: &random), Bool.random(using: &random) else { return file }
    return Array(file[..<slash])
  }

  private mutating func line(_ text: String) { stream += Array((text + "\n").utf8) }

  private mutating func line(_ text: String, _ path: [UInt8]) {
    stream += Array(text.utf8) + Array(quoted(path).utf8)
    line("")
  }

  /// A path as fast-import reads it: quoted, every byte but letters and digits in octal.
  private func quoted(_ path: [UInt8]) -> String {
    let escaped = path.map { byte in
      let isPlain = byte < 0x80 && (Character(Unicode.Scalar(byte)).isLetter || byte == UInt8(ascii: "/"))
      let octal = String(byte, radix: 8)
      return isPlain
        ? String(Unicode.Scalar(byte)) : "\\" + String(repeating: "0", count: 3 - octal.count) + octal
    }
    return "\"" + escaped.joined() + "\""
  }
}
