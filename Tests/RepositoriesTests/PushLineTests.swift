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
    arguments: ["refs/heads/main", "a b c d", "a \(one) b \(one) c", "a  b \(one)"])
  func malformed(line: String) {
    #expect(throws: Failure.self) { try PushLine.parse(Array(line.utf8)) }
  }
}
