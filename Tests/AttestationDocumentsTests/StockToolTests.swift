import Foundation
import Testing

@Suite("The commands of the documentation", .enabled(if: Oracle.isWanted, Oracle.absence))
struct StockToolTests {
  /// Runs blocks in one folder, one after the other; whether all succeed.
  private func run(_ blocks: some Sequence<String>, in copy: ExamplesCopy) throws -> (succeeded: Bool, output: String) {
    var output = ""
    for block in blocks {
      let result = try Documents.run("sh", ["-e", "-c", block], in: copy.folder)
      output += result.output
      if !result.succeeded { return (false, output) }
    }
    return (true, output)
  }

  @Test("Stock tools verify the example as the page says")
  func verify() throws {
    let blocks = try Documents.commands("README.md")
    #expect(blocks.count == 6)
    let result = try run(blocks, in: try ExamplesCopy())
    #expect(result.succeeded, "\(result.output)")
    #expect(result.output.components(separatedBy: "Signature Verified Successfully").count == 3)
    #expect(result.output.components(separatedBy: "Good \"change-approval@gatehouse.dev\" signature").count == 3)
    #expect(result.output.contains("PASSED"))
  }

  @Test("The change digest is what Python computes")
  func changeDigest() throws {
    let result = try run(try Documents.commands("change-digest.md"), in: try ExamplesCopy())
    #expect(result.succeeded && result.output.hasPrefix("gh1-"), "\(result.output)")
  }

  /// A line of the bundle, and the block that must notice when its payload was changed.
  static let tampering = [
    (line: 0, block: 1), (line: 1, block: 2), (line: 2, block: 2), (line: 3, block: 1), (line: 0, block: 3),
    (line: 0, block: 5),
  ]

  @Test("A changed payload is noticed", arguments: tampering)
  func tampered(_ line: Int, _ block: Int) throws {
    let copy = try ExamplesCopy()
    let file = copy.folder.appending(path: "change.intoto.jsonl")
    var lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    // Some character of the base64: it stays base64, and the payload another text.
    let start = try #require(lines[line].range(of: "\"payload\":\"")).upperBound
    let place = lines[line].index(start, offsetBy: 400)
    lines[line].replaceSubrange(place...place, with: lines[line][place] == "A" ? "B" : "A")
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
    let blocks = try Documents.commands("README.md")
    #expect(try run([blocks[0]], in: copy).succeeded)
    #expect(!(try run([blocks[block]], in: copy)).succeeded)
  }
}
