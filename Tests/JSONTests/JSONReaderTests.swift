import JSON
import Testing

@Suite("JSON reader")
struct JSONReaderTests {
  @Test("Literals, numbers, strings and nesting become values in the order written")
  func values() throws {
    let text = #" {"b":[1,-2,0,true,false,null],"a":{"":"x"},"e":[],"o":{}} "#
    #expect(
      try JSONReader.parse(Array(text.utf8))
        == ["b": [1, -2, 0, true, false, nil], "a": ["": "x"], "e": [], "o": [:]])
  }

  @Test("Escapes are decoded, pairs of surrogates joined")
  func escapes() throws {
    let text = #""\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude02 plain é""#
    #expect(try JSONReader.parse(Array(text.utf8)).string == "\"\\/\u{8}\u{C}\n\r\tAé😂 plain é")
  }

  @Test(
    "What is refused is refused with its reason and its byte",
    arguments: [
      ("", .unexpectedEnd, 0), ("\u{FEFF}1", .byteOrderMark, 0), ("1 2", .trailingData, 2),
      ("{\"a\":1,\"a\":2}", .duplicateKey, 7), ("{\"a\":1,\"\\u0061\":2}", .duplicateKey, 7),
      ("[1,]", .unexpectedByte, 3), ("[1", .unexpectedEnd, 2), ("{\"a\"}", .unexpectedByte, 4),
      ("\"\\ud800\"", .loneSurrogate, 1), ("\"\\udc00\"", .loneSurrogate, 1),
      ("\"\\ud800\\u0041\"", .loneSurrogate, 1), ("\"\\x\"", .invalidEscape, 1),
      ("\"\\u00g0\"", .invalidEscape, 1), ("\"\t\"", .controlCharacter, 1),
      ("\"\u{0}\"", .controlCharacter, 1),
      ("01", .invalidNumber, 0), ("-", .invalidNumber, 0), ("1.", .invalidNumber, 0),
      ("1e", .invalidNumber, 0),
      ("1.5", .notAnInteger, 0), ("1e3", .notAnInteger, 0), ("-0", .notAnInteger, 0),
      ("9007199254740992", .integerOutOfRange, 0), ("[-9007199254740992]", .integerOutOfRange, 1),
      ("99999999999999999999", .integerOutOfRange, 0), ("nul", .unexpectedEnd, 3),
      ("nulL", .unexpectedByte, 3),
      ("NaN", .unexpectedByte, 0), ("'a'", .unexpectedByte, 0), ("[1]// c", .trailingData, 3),
    ] as [(String, JSONError.Code, Int)])
  func refusals(text: String, code: JSONError.Code, offset: Int) {
    #expect(throws: JSONError(code, at: offset)) { try JSONReader.parse(Array(text.utf8)) }
  }

  @Test(
    "Invalid UTF-8 is refused at its first byte, also where an escape seems to complete it",
    arguments: [
      ([0x22, 0x61, 0xFF, 0x22], 2), ([0x22, 0xC3, 0x5C, 0x6E, 0x22], 1),
      ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),
      ([0x22, 0xC0, 0xAF, 0x22], 1), ([0x22, 0x5C, 0x6E, 0x62, 0xF5, 0x80, 0x80, 0x80, 0x22], 4),
    ] as [([UInt8], Int)])
  func invalidUTF8(bytes: [UInt8], offset: Int) {
    #expect(throws: JSONError(.invalidUTF8, at: offset)) { try JSONReader.parse(bytes) }
  }

  @Test("The largest safe integers are accepted, and canonically equivalent names are different names")
  func boundaries() throws {
    #expect(
      try JSONReader.parse(Array("[9007199254740991,-9007199254740991]".utf8))[1]
        == .integer(-9_007_199_254_740_991))
    let object = try JSONReader.parse(Array("{\"é\":1,\"e\u{301}\":2}".utf8))
    #expect(object["e\u{301}"] == 2)
    #expect(object["é"] == 1)
    #expect(JSONValue.string("é") != .string("e\u{301}"))
  }

  @Test("Lenient numbers keep the text of what is no 64-bit integer")
  func lenientNumbers() throws {
    let text = "[1.50,1e400,-0,9223372036854775807,9223372036854775808]"
    let values = try #require(try JSONReader.parse(Array(text.utf8), limits: .foreign).array)
    #expect(
      values.map(PrettyJSON.text) == [
        "1.50\n", "1e400\n", "-0\n", "9223372036854775807\n", "9223372036854775808\n",
      ])
    #expect(values[3].integer == .max)
    #expect(JSONNumber("1.") == nil && JSONNumber("1 ") == nil && JSONNumber("1.5E+2")?.text == "1.5E+2")
  }

  @Test("Each limit is an error on its first excess", arguments: [64, 65, 100_000])
  func depth(depth: Int) {
    let bytes =
      Array(repeating: UInt8(ascii: "["), count: depth) + Array(repeating: UInt8(ascii: "]"), count: depth)
    if depth <= 64 {
      #expect(throws: Never.self) { try JSONReader.parse(bytes) }
    } else {
      #expect(throws: JSONError(.tooDeep, at: 64)) { try JSONReader.parse(bytes) }
    }
  }

  @Test("A deep limit is cut to what the stack holds, and size and count are limited")
  func limits() {
    let limits = JSONLimits(bytes: 1 << 20, depth: .max, values: 3, numbers: .canonical)
    #expect(limits.depth == JSONLimits.deepest)
    #expect(throws: JSONError(.tooManyValues, at: 5)) {
      try JSONReader.parse(Array("[1,2,3]".utf8), limits: limits)
    }
    let wide = JSONLimits(bytes: 1 << 20, depth: .max, values: 1000, numbers: .canonical)
    let deep = Array(repeating: UInt8(ascii: "["), count: 300)
    #expect(throws: JSONError(.tooDeep, at: JSONLimits.deepest)) { try JSONReader.parse(deep, limits: wide) }
    let small = JSONLimits(bytes: 2, depth: 4, values: 9, numbers: .canonical)
    #expect(throws: JSONError(.tooLarge, at: 2)) { try JSONReader.parse(Array("123".utf8), limits: small) }
  }

  @Test("Truncated and bit-flipped documents are answered, and what is accepted reads back the same")
  func mutations() throws {
    let sample = Array(#"{"k\u00e9":["\ud83d\ude02\n",-12,{"a":null,"é":[true,false,{}]}],"z":0}"#.utf8)
    var accepted = 0
    var inputs = (0...sample.count).map { Array(sample.prefix($0)) }
    for index in sample.indices {
      for bit in 0..<8 {
        var bytes = sample
        bytes[index] ^= 1 << bit
        inputs.append(bytes)
      }
    }
    for bytes in inputs {
      guard let value = try? JSONReader.parse(bytes) else { continue }
      accepted += 1
      #expect(try JSONReader.parse(PrettyJSON.encode(value)) == value)
      let canonical = try CanonicalJSON.encode(value)
      #expect(try CanonicalJSON.encode(JSONReader.parse(canonical)) == canonical)
    }
    #expect(accepted > 10)
  }
}
