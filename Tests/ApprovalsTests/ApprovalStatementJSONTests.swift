import Approvals
import JSON
import Testing

@Suite("Approvals as JSON")
struct ApprovalStatementJSONTests {
  @Test("What is written is read back, for every word", arguments: ApprovalStatement.Word.allCases)
  func roundTrip(_ word: ApprovalStatement.Word) throws {
    let statement = try Sample().statement(word, roles: ["owner", "dba", "dba"], ticket: "CHG-7")
    #expect(try ApprovalStatement(predicate: statement.predicate) == statement)
    #expect(statement.roles == ["dba", "owner"])
    let bare = try Sample().statement(word)
    #expect(try ApprovalStatement(predicate: bare.predicate) == bare)
    // As bytes as well: it is the payload that is signed.
    let payload = try CanonicalJSON.encode(statement.predicate)
    #expect(try ApprovalStatement(predicate: JSONReader.parse(payload)) == statement)
  }

  @Test("An unknown member is refused wherever it stands: nobody has said what it means")
  func unknownMembers() throws {
    let predicate = try Sample().statement().predicate
    let paths = predicate.objectPaths
    #expect(paths.count > 10)
    for path in paths {
      let changed = try #require(predicate.replacing(path + ["extra"], with: .bool(true)))
      #expect(throws: JSONShapeError.self, "\(path)") { try ApprovalStatement(predicate: changed) }
    }
  }

  @Test("A missing member is refused, unless it may be absent")
  func missingMembers() throws {
    let predicate = try Sample().statement(ticket: "CHG-7").predicate
    let optional: Set<String> = ["ticket", "role", "before", "after", "oldMode", "newMode", "oldDigest", "newDigest"]
    for path in predicate.objectPaths {
      for key in predicate.value(at: path)?.object?.keys ?? [] where !optional.contains(key) {
        let changed = try #require(predicate.replacing(path + [.member(key)], with: nil))
        #expect(throws: JSONShapeError.self, "\(path) \(key)") { try ApprovalStatement(predicate: changed) }
      }
    }
  }

  @Test("A member of the wrong kind is refused")
  func wrongKinds() throws {
    let predicate = try Sample().statement(ticket: "CHG-7").predicate
    for path in predicate.objectPaths {
      for key in predicate.value(at: path)?.object?.keys ?? [] {
        let changed = try #require(predicate.replacing(path + [.member(key)], with: .bool(true)))
        #expect(throws: JSONShapeError.self, "\(path) \(key)") { try ApprovalStatement(predicate: changed) }
      }
    }
  }

  @Test(
    "A value outside its set is refused",
    arguments: [
      (["decision"], "approved"), (["change", "id"], "gh1-000000000000"), (["change", "digest"], "ABC"),
      (["transcript", "challenge"], "none"), (["transcript", "openedAt"], "yesterday"),
      (["policy", "sha256"], ""), (["nonce"], nil),
    ] as [([String], String?)])
  func badValues(_ path: [String], _ value: String?) throws {
    let steps = path.map { JSONStep.member($0) }
    let changed = try #require(
      try Sample().statement().predicate.replacing(steps, with: value.map { .string($0) } ?? .null))
    #expect(throws: JSONShapeError.self) { try ApprovalStatement(predicate: changed) }
  }
}
