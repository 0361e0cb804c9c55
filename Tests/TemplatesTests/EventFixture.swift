import Foundation
import Gate
import JSON
import Repositories

/// What a forge says to a job: one file of Tests/Fixtures/events.
///
/// Object ids of one repeated digit stand for commits: 1 for the target's tip, 2 for the proposed head and 3 for the forge's
/// merge of both. ``EventRepository`` puts the ids of real commits in their place.
struct EventFixture: Sendable, CustomStringConvertible {
  let name: String
  let text: String
  let value: JSONValue

  static let folder = Project.root.appending(path: "Tests/Fixtures/events")

  static let tip = String(repeating: "1", count: 40)
  static let head = String(repeating: "2", count: 40)
  static let merge = String(repeating: "3", count: 40)

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
      .map { file in
        try EventFixture(
          name: String(file.dropLast(".json".count)),
          text: String(decoding: try Data(contentsOf: folder.appending(path: file)), as: UTF8.self))
      }
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

  /// The bytes of the file that `GITHUB_EVENT_PATH` names; `nil` where the forge has none.
  var event: [UInt8]? { value["event"].map(PrettyJSON.encode) }

  /// What the runner checks out.
  var checkout: String { value["checkout"]?.string ?? "" }

  /// The exit code of the gate, for a change that opens a network and that nobody has approved.
  var exitCode: Int32 { Int32(value["exit"]?.integer ?? -1) }

  /// What ``ForgeEvent`` must read.
  var expected: ForgeEvent? {
    guard let change = value["change"], let ref = change["ref"]?.string else { return nil }
    func id(_ name: String) -> ObjectID? { change[name]?.string.flatMap { ObjectID(hex: $0) } }
    let actor = value["actor"]?.string
    switch (change["type"]?.string, id("commit"), id("head"), id("after")) {
    case ("mergeCommit", let commit?, nil, nil):
      return ForgeEvent(change: .mergeCommit(ref: ref, commit: commit), actor: actor)
    case ("merge", nil, let head?, nil):
      return ForgeEvent(change: .merge(ref: ref, tip: id("tip"), head: head), actor: actor)
    case ("update", nil, nil, let after?):
      return ForgeEvent(change: .update(ref: ref, before: id("before"), after: after), actor: actor)
    case ("deletion", nil, nil, nil): return ForgeEvent(change: .deletion(ref: ref), actor: actor)
    default: return nil
    }
  }
}
