import Findings
import Gate
import Policy
import Repositories
import Signing
import Testing

@Suite("Receipts")
struct ReceiptTests {
  private let receipt = Receipt(
    rawDiff: SHA256Function.crypto([]), verdict: .pending, toolVersion: "0.1.0")

  @Test("a line is read back, among lines of others")
  func roundTrip() throws {
    let line = try receipt.line
    #expect(Receipt.read(line) == [receipt])
    #expect(Receipt.read(Array("words\n{}\n".utf8) + line + line) == [receipt, receipt])
  }

  @Test("what is cut short, of another schema or not whole is no receipt")
  func damaged() throws {
    let line = try receipt.line
    for length in 0..<(line.count - 1) { #expect(Receipt.read(Array(line.prefix(length))).isEmpty) }
    let text = String(decoding: line, as: UTF8.self)
    for (part, other) in [("receipt/v1", "receipt/v2"), ("pending", "perhaps"), ("rawDiff", "diff"), ("e3b0", "E3B0")] {
      #expect(Receipt.read(Array(text.replacing(part, with: other).utf8)).isEmpty)
    }
  }
}
