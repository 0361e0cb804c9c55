import Findings
import Repositories
import Testing

@Suite("Lines of a pre-push hook")
struct PushLineTests {
  private static let one = String(repeating: "1", count: 40)
  private static let none = String(repeating: "0", count: 40)

  @Test("every shape that git writes is read")
  func shapes() throws {
    let long = String(repeating: "2", count: 64)
    let input = """
      refs/heads/main \(Self.one) refs/heads/main \(Self.none)
      (delete) \(Self.none) refs/heads/feat \(Self.one)
      HEAD \(long) refs/heads/x \(String(repeating: "0", count: 64))
      \(Self.one) \(Self.one) refs/heads/by-id \(Self.one)

      """
    let lines = try PushLine.parse(Array(input.utf8))
    #expect(lines.map(\.remoteRef) == ["refs/heads/main", "refs/heads/feat", "refs/heads/x", "refs/heads/by-id"])
    #expect(lines.map { $0.local?.hex } == [Self.one, nil, long, Self.one])
    #expect(lines.map { $0.remote?.hex } == [nil, Self.one, nil, Self.one])
  }

  @Test("nothing on standard input is no line")
  func empty() throws { #expect(try PushLine.parse([]).isEmpty) }

  @Test(
    "a line of another form is refused",
    arguments: ["refs/heads/main", "a b c d", "a \(one) b \(one) c", "a  b \(one)", "a \(one)  \(one)"])
  func malformed(line: String) {
    #expect(throws: Failure.self) { try PushLine.parse(Array(line.utf8)) }
  }

  @Test("the receiving side gives old, new and ref")
  func received() throws {
    let lines = try PushLine.parseReceived(
      Array("\(Self.none) \(Self.one) refs/heads/new\n\(Self.one) \(Self.none) refs/heads/gone\n".utf8))
    #expect(
      lines == [
        PushLine(remoteRef: "refs/heads/new", local: ObjectID(hex: Self.one), remote: nil),
        PushLine(remoteRef: "refs/heads/gone", local: nil, remote: ObjectID(hex: Self.one)),
      ])
    for line in ["\(Self.one) refs/heads/x", "\(Self.one) \(Self.one) ", "a \(Self.one) refs/heads/x"] {
      #expect(throws: Failure.self) { try PushLine.parseReceived(Array(line.utf8)) }
    }
  }

  @Test("rewritten commits are grouped by what they became, in order")
  func rewritten() throws {
    let ids = try (1...4).map { try #require(ObjectID(hex: String(repeating: "\($0)", count: 40))) }
    let input = "\(ids[0]) \(ids[2])\n\(ids[1]) \(ids[2]) extra\nbroken\n\(ids[2]) \(ids[3])\n"
    #expect(
      RewrittenCommit.parse(Array(input.utf8)) == [
        RewrittenCommit(new: ids[2], old: [ids[0], ids[1]]), RewrittenCommit(new: ids[3], old: [ids[2]]),
      ])
  }
}
