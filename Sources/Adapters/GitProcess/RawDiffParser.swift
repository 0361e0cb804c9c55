import Findings
import Repositories

/// Reads git's raw diff format with `-z`: `:<mode> <mode> <id> <id> <status>\0<path>\0`, repeated.
enum RawDiffParser {
  static func parse(_ bytes: [UInt8]) throws(Failure) -> [FileChange] {
    var changes: [FileChange] = []
    let fields = bytes.split(separator: 0, omittingEmptySubsequences: true)
    var index = 0
    while index + 1 < fields.count {
      let parts = fields[index].split(separator: UInt8(ascii: " "))
      guard parts.count == 5, parts[0].first == UInt8(ascii: ":"), let oldMode = FileMode(octal: parts[0].dropFirst()),
        let newMode = FileMode(octal: parts[1]), let oldID = ObjectID(hex: parts[2]),
        let newID = ObjectID(hex: parts[3])
      else { throw malformed() }
      let path = RepositoryPath(bytes: Array(fields[index + 1]))
      if parts[4].first == UInt8(ascii: "U") {
        throw Failure(
          .inputIncomplete, "\(path.display) has unresolved merge conflicts",
          hint: "resolve them and stage the result with git add")
      }
      changes.append(
        FileChange(
          path: path, old: oldMode.rawValue == 0 ? nil : FileVersion(mode: oldMode, id: oldID),
          new: newMode.rawValue == 0 ? nil : FileVersion(mode: newMode, id: newID)))
      index += 2
    }
    guard index == fields.count else { throw malformed() }
    return changes
  }

  private static func malformed() -> Failure {
    Failure(.process, "git printed a raw diff that is not in its documented format")
  }
}
