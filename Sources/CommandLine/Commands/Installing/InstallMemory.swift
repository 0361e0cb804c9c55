import Findings
import Signing

/// What installing must remember so that uninstalling restores every byte: the directories that were not there, and a
/// configuration file without a final line feed, to which git adds one.
struct InstallMemory {
  /// The git directory that all work trees share.
  let commonDirectory: String

  private var file: String { commonDirectory + "/gatehouse/installed" }
  private var configuration: String { commonDirectory + "/config" }

  private static let limit = 1 << 20
  private static let made = "made "
  private static let unterminated = "unterminated "

  /// Whether we made what stands at the path.
  func hasMade(_ path: String) throws(Failure) -> Bool { try lines().contains(line(path)) }

  /// Remembers that what stands at the path is ours.
  func rememberMaking(_ path: String) throws(Failure) { try append(line(path)) }

  /// Forgets it again.
  func forgetMaking(_ path: String) throws(Failure) { try forget { $0 == line(path) } }

  /// The line for a path: as seen from the git directory, so that the repository may be moved.
  private func line(_ path: String) -> String {
    let (inside, beside) = (commonDirectory + "/", Files.parent(of: commonDirectory) + "/")
    if path.hasPrefix(inside) { return Self.made + path.dropFirst(inside.count) }
    if path.hasPrefix(beside) { return Self.made + "../" + path.dropFirst(beside.count) }
    return Self.made + path
  }

  /// Makes a directory and those above it.
  func makeDirectory(_ path: String) throws(Failure) {
    guard !Files.exists(path) else { return }
    try makeDirectory(Files.parent(of: path))
    try Files.makeDirectory(path)
    // Our own folder stays: it holds more than hooks.
    if path != Files.parent(of: file) { try rememberMaking(path) }
  }

  /// Removes a directory that we made, if nothing is left in it.
  func removeDirectoryIfMade(_ path: String) throws(Failure) {
    guard try hasMade(path), Files.removeEmptyDirectory(path) else { return }
    try forgetMaking(path)
  }

  /// Before git writes to the configuration: how it ends.
  func rememberEnding() throws(Failure) {
    let bytes = try Files.readIfPresent(configuration, limit: Self.limit) ?? []
    guard let last = bytes.last, last != UInt8(ascii: "\n") else { return }
    try append(Self.unterminated + SHA256Function.crypto(bytes).hex)
  }

  /// After git removed our sections: takes the line feed away again, if nothing else has changed.
  func restoreEnding() throws(Failure) {
    guard let line = try lines().last(where: { $0.hasPrefix(Self.unterminated) }) else { return }
    let bytes = try Files.read(configuration, limit: Self.limit)
    guard bytes.last == UInt8(ascii: "\n"),
      Self.unterminated + SHA256Function.crypto(Array(bytes.dropLast())).hex == line
    else { return }
    let path = Files.realPath(configuration) ?? configuration
    try Files.write(bytes.dropLast(), to: path, mode: Files.mode(of: path) ?? 0o644)
    try forget { $0.hasPrefix(Self.unterminated) }
  }

  private func lines() throws(Failure) -> [String] {
    let bytes = try Files.readIfPresent(file, limit: Self.limit) ?? []
    return bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }

  private func append(_ line: String) throws(Failure) {
    let known = try lines()
    guard !known.contains(line), !line.contains("\n") else { return }
    try Files.makeDirectory(Files.parent(of: file))
    try store(known + [line])
  }

  private func forget(_ isForgotten: (String) -> Bool) throws(Failure) {
    try store(try lines().filter { !isForgotten($0) })
  }

  private func store(_ lines: [String]) throws(Failure) {
    guard !lines.isEmpty else { return try Files.remove(file) }
    try Files.write(Array(lines.map { $0 + "\n" }.joined().utf8), to: file, mode: 0o600)
  }
}
