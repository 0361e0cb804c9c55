import ChildProcess
public import Findings
public import Repositories

/// What only the hooks ask.
extension GitQueries {
  /// The full name of the branch that `HEAD` names, existing or not; `nil` when it names none.
  public func headBranch() throws(Failure) -> String? { try symbolicTarget(of: "HEAD") }

  /// The full name of the ref that a symbolic one names, existing or not; `nil` for any other.
  public func symbolicTarget(of ref: String) throws(Failure) -> String? {
    let arguments = ["symbolic-ref", "--quiet", "--", ref]
    let outcome = try git.run(arguments)
    switch outcome.status {
    case .exited(0): return String(decoding: outcome.standardOutput.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    case .exited(1): return nil
    default: throw GitRunner.failure(arguments, outcome)
    }
  }

  /// The best common ancestor; `nil` when histories are unrelated.
  public func mergeBase(_ first: ObjectID, _ second: ObjectID) throws(Failure) -> ObjectID? {
    let arguments = ["merge-base", first.hex, second.hex]
    let outcome = try git.run(arguments)
    switch outcome.status {
    case .exited(0): return ObjectID(hex: outcome.standardOutput.prefix { $0 != UInt8(ascii: "\n") })
    case .exited(1): return nil
    default: throw GitRunner.failure(arguments, outcome)
    }
  }

  /// Puts a note on an object, in place of one that is there.
  public func annotate(_ object: ObjectID, with note: [UInt8], in ref: String) throws(Failure) {
    // The notes are the program's own, and a machine without an identity writes them too.
    let identity = ["NAME": "gatehouse", "EMAIL": "gatehouse@localhost"]
    var variables: [String: String] = [:]
    for (key, value) in identity { for role in ["AUTHOR", "COMMITTER"] { variables["GIT_\(role)_\(key)"] = value } }
    let arguments = ["notes", "--ref", ref, "add", "--force", "--file", "-", object.hex]
    _ = try git.adding(variables).output(arguments, input: note)
  }
}
