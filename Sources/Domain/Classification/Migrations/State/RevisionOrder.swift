import Findings
import Repositories

/// The order of Alembic's migrations: each names the one before it, and no name sorts.
enum RevisionOrder {
  /// How much of a file is read for that, in bytes: the names stand at its top.
  private static let headBytes = 64 * 1024

  /// `files` so that each comes behind those that it names; what names none of them keeps its place.
  static func sorted(_ files: [MigrationFile], in tree: any TreeSnapshot) throws(Failure) -> [MigrationFile] {
    guard files.contains(where: { $0.layout == .alembic }) else { return files }
    var parents: [Int: [String]] = [:]
    var places: [String: Int] = [:]
    for (place, file) in files.enumerated() {
      guard case .bytes(let bytes) = try tree.contents(at: file.path, limit: headBytes) else { continue }
      for line in bytes.split(separator: UInt8(ascii: "\n")) where line.contains(UInt8(ascii: "=")) {
        if line.starts(with: "revision".utf8) { quoted(in: line).first.map { places[$0] = place } }
        if line.starts(with: "down_revision".utf8) { parents[place] = quoted(in: line) }
      }
    }
    var order: [Int] = []
    var isPlaced = [Bool](repeating: false, count: files.count)
    for start in files.indices {
      // A list instead of the call stack; a circle ends at what was seen.
      var open = [(place: start, isExpanded: false)]
      var isOpen: Set<Int> = []
      while let next = open.popLast() {
        if isPlaced[next.place] { continue }
        if next.isExpanded {
          isPlaced[next.place] = true
          order.append(next.place)
          continue
        }
        guard isOpen.insert(next.place).inserted else { continue }
        open.append((next.place, true))
        for parent in parents[next.place] ?? [] {
          if let place = places[parent], !isPlaced[place] { open.append((place, false)) }
        }
      }
    }
    return order.map { files[$0] }
  }

  /// The texts between quotes of a line.
  private static func quoted(in line: ArraySlice<UInt8>) -> [String] {
    let value = line.drop { $0 != UInt8(ascii: "=") }
    let parts = value.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
    return parts.enumerated().filter { $0.offset % 2 == 1 }.map { String(decoding: $0.element, as: UTF8.self) }
  }
}
