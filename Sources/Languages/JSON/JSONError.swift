/// Why bytes are not acceptable JSON, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The reasons, one for each way to be refused.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    case tooLarge = "too-large"
    case tooDeep = "too-deep"
    case tooManyValues = "too-many-values"
    case byteOrderMark = "byte-order-mark"
    case unexpectedEnd = "unexpected-end"
    case unexpectedByte = "unexpected-byte"
    case trailingData = "trailing-data"
    case invalidUTF8 = "invalid-utf8"
    case controlCharacter = "control-character"
    case invalidEscape = "invalid-escape"
    case loneSurrogate = "lone-surrogate"
    case duplicateKey = "duplicate-key"
    case invalidNumber = "invalid-number"
    case notAnInteger = "not-an-integer"
    case integerOutOfRange = "integer-out-of-range"
  }

  /// The stable reason.
  public let code: Code
  /// The byte at which the input stops being acceptable, counted from 0.
  public let offset: Int

  /// An error of that reason at that byte.
  public init(_ code: Code, at offset: Int) {
    self.code = code
    self.offset = offset
  }

  public var description: String { "\(sentence) at byte \(offset)" }

  private var sentence: String {
    switch code {
    case .tooLarge: "JSON larger than the limit"
    case .tooDeep: "JSON nested deeper than the limit"
    case .tooManyValues: "more JSON values than the limit"
    case .byteOrderMark: "byte order mark before JSON"
    case .unexpectedEnd: "JSON ends early"
    case .unexpectedByte: "unexpected byte in JSON"
    case .trailingData: "data after the JSON value"
    case .invalidUTF8: "invalid UTF-8 in JSON"
    case .controlCharacter: "unescaped control character in a JSON string"
    case .invalidEscape: "invalid escape in a JSON string"
    case .loneSurrogate: "lone surrogate in a JSON string"
    case .duplicateKey: "name used twice in a JSON object"
    case .invalidNumber: "invalid JSON number"
    case .notAnInteger: "JSON number that is not an integer"
    case .integerOutOfRange: "JSON integer beyond 2^53 − 1"
    }
  }
}
