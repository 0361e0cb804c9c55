import Findings
import Repositories

/// What `git rev-list --left-right --boundary A...B` lists: `<id` that only A reaches, `>id` that only B reaches, and
/// `-id` where the two meet.
struct CommitWalk {
  private(set) var ahead: [ObjectID] = []
  private(set) var behind: [ObjectID] = []
  private(set) var boundary: [ObjectID] = []

  /// Reads git's output.
  init(_ output: [UInt8]) throws(Failure) {
    for line in output.split(separator: UInt8(ascii: "\n")) {
      guard let side = line.first, let id = ObjectID(hex: line.dropFirst()) else { throw Self.malformed }
      switch side {
      case UInt8(ascii: ">"): ahead.append(id)
      case UInt8(ascii: "<"): behind.append(id)
      case UInt8(ascii: "-"): boundary.append(id)
      default: throw Self.malformed
      }
    }
  }

  private static var malformed: Failure {
    Failure(.process, "git printed a list of commits that is not in its documented format")
  }
}
