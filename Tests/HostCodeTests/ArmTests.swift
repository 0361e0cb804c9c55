import HostCode
import Testing

@Suite("Arms of conditions in host code") struct ArmTests {
  private func arms(_ text: String, _ language: HostLanguage) throws -> [(text: String, arm: HostArm)] {
    let code = try #require(HostCode(Array(text.utf8), language))
    return code.arms.map { (String(decoding: code.bytes[$0.bytes], as: UTF8.self), $0.arm) }
  }

  @Test(
    "Each language's arms, in order, of one condition",
    arguments: [
      ("if (x() === 'sqlite') { a(); } else if (y) { b(); } else { c(); }", HostLanguage.php),
      ("if (x() == \"sqlite\") { a() } else if (y) { b() } else { c() }", .javascript),
      ("if x() == \"sqlite\" { a() } else if y { b() } else { c() }", .swift),
      ("if x == 'sqlite'\n  a()\nelsif y\n  b()\nelse\n  c()\nend\n", .ruby),
      ("if x == 'sqlite':\n  a()\nelif y:\n  b()\nelse:\n  c()\nd()\n", .python),
    ])
  func arms(text: String, language: HostLanguage) throws {
    let arms = try arms(text, language)
    #expect(arms.map(\.arm.number) == [0, 1, 2])
    #expect(Set(arms.map(\.arm.condition)).count == 1)
    for (arm, call) in zip(arms, ["a()", "b()", "c()"]) {
      #expect(arm.text.contains(call) && !arm.text.contains("d()"), "\(arm)")
      #expect(["a()", "b()", "c()"].filter { arm.text.contains($0) } == [call])
    }
    #expect(arms[0].arm.words == ["sqlite"] && arms[1].arm.words.isEmpty && arms[2].arm.words.isEmpty)
  }

  @Test("Two arms in a block of Elixir's, and none without an else")
  func others() throws {
    #expect(try arms("if x do\n  a()\nelse\n  b()\nend", .elixir).count == 2)
    #expect(try arms("if (x) { a(); }", .php).isEmpty)
  }
}
