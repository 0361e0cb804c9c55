import Testing

@testable import HCL

@Suite("Sets of bytes")
struct ByteClassTests {
  @Test("the sets of bytes that scanning asks are those of the grammar")
  func byteClasses() {
    for byte in UInt8.min...UInt8.max {
      #expect(ByteClass.name.contains(byte) == IdentifierText.isContinue(byte))
      let isPrintable = (0x20..<0x7F).contains(byte) || byte == 0x09
      #expect(ByteClass.plainText.contains(byte) == (isPrintable && !"\"$%\\".utf8.contains(byte)))
    }
  }
}
