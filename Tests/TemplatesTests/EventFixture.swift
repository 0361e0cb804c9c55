import Foundation
import Gate
import JSON
import Repositories

/// What a forge says to a job, and what must come of it: one file of Tests/Fixtures/events.
///
/// Object ids of one or two repeated digits stand for the commits of ``EventGraph``, which ``EventRepository`` puts in their
/// place; 4 and 5 stand for none.
struct EventFixture: Sendable, CustomStringConvertible {
  let name: String
  let text: String
  let value: JSONValue

  static let folder = Project.root.appending(path: "Tests/Fixtures/events")

  var description: String { name }

  init(name: String, text: String) throws {
    self.name = name
    self.text = text
    value = try JSONReader.parse(Array(text.utf8))
  }

  /// The fixtures of a forge, or all.
  static func all(_ forge: String = "") throws -> [EventFixture] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted()
      .filter { $0.hasPrefix(forge) && $0.hasSuffix(".json") }
      .map { try named(String($0.dropLast(".json".count))) }
  }

  static func named(_ name: String) throws -> EventFixture {
    try EventFixture(
      name: name,
      text: String(decoding: try Data(contentsOf: folder.appending(path: name + ".json")), as: UTF8.self))
  }

  /// The same with real commits.
  func replacing(_ ids: [String: String]) throws -> EventFixture {
    try EventFixture(name: name, text: ids.reduce(text) { $0.replacingOccurrences(of: $1.key, with: $1.value) })
  }

  var environment: [String: String] {
    Dictionary(
      uniqueKeysWithValues: (value["environment"]?.object?.members ?? []).map { ($0.key, $0.value.string ?? "") })
  }

  var isGitHub: Bool { environment["GITHUB_ACTIONS"] != nil }

  /// The bytes of the file that `GITHUB_EVENT_PATH` names; `nil` where the forge has none.
  var event: [UInt8]? { value["event"].map(PrettyJSON.encode) }

  /// `sha256` where the repository is one of those.
  var objectFormat: String { value["objectFormat"]?.string ?? "sha1" }

  /// The commit of the job: what the runner checks out.
  var commit: String { environment["GITHUB_SHA"] ?? environment["CI_COMMIT_SHA"] ?? "" }

  /// What a workflow checks out in its place, if it names something.
  var checkout: String? { value["checkout"]?.string }

  /// Refs that the forge holds at the time of the event, besides the usual ones; `nil` for one that it does not hold.
  var refs: [String: String?] {
    Dictionary(uniqueKeysWithValues: (value["forge"]?.object?.members ?? []).map { ($0.key, $0.value.string) })
  }

  /// The exit code of the gate in a clone of the whole history.
  var exitCode: Int32 { Int32(value["exit"]?.integer ?? -1) }

  /// The exit code in a clone of that depth.
  func exitCode(depth: Int) -> Int32 { Int32(value["depths"]?["\(depth)"]?["exit"]?.integer ?? -1) }

  /// The commits that are found in a clone of that depth, where it is fewer.
  func commits(depth: Int) -> Int64? { value["depths"]?["\(depth)"]?["commits"]?.integer }

  /// What the report must say where there is a verdict.
  var judged: JSONValue? { value["judged"] }

  /// What a refusal must say in a clone of the whole history.
  var refusal: String? { value["says"]?.string }

  /// What ``ForgeEvent`` must read; `nil` where it must refuse.
  var expected: ForgeEvent? {
    guard let change = value["change"], let ref = change["ref"]?.string else { return nil }
    func id(_ name: String) -> ObjectID? { change[name]?.string.flatMap { ObjectID(hex: $0) } }
    func event(_ change: ForgeEvent.Change) -> ForgeEvent {
      ForgeEvent(change: change, checkout: ObjectID(hex: commit), defaultBranch: "main", actor: "alice")
    }
    switch (change["type"]?.string, id("commit"), id("base"), id("head"), id("after")) {
    case ("mergeCommit", let commit?, nil, let head, nil):
      return event(.mergeCommit(ref: ref, commit: commit, tip: id("tip"), head: head))
    case ("merge", nil, nil, let head?, nil): return event(.merge(ref: ref, tip: id("tip"), head: head))
    case ("queue", nil, let base?, let head?, nil): return event(.queue(ref: ref, base: base, head: head))
    case ("update", nil, nil, nil, let after?): return event(.update(ref: ref, before: id("before"), after: after))
    case ("deletion", nil, nil, nil, nil): return event(.deletion(ref: ref, before: id("before")))
    default: return nil
    }
  }
}
