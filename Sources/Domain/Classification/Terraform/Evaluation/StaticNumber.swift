/// A decimal number, exact and in normal form, so that `1`, `1.0` and `10e-1` are equal.
struct StaticNumber: Hashable, Sendable, Comparable {
  /// Whether it is below zero; never for zero itself.
  let isNegative: Bool

  /// The digits without leading or trailing zeros; empty for zero.
  private let digits: [UInt8]

  /// The power of ten that the digits, read as an integer, are multiplied with.
  private let exponent: Int

  /// More digits or a larger exponent than any real setting; beyond it the number is not read.
  private static let maximumDigits = 64
  private static let maximumExponent = 400

  init(_ value: Int64) {
    var digits = Array(String(value.magnitude).utf8)
    var exponent = 0
    while digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent += 1
    }
    self.isNegative = value < 0
    self.digits = digits
    self.exponent = digits.isEmpty ? 0 : exponent
  }

  /// Reads `12`, `-1.50`, `1e3`; `nil` for anything else and for numbers beyond the bounds.
  init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest.removeFirst() }
    var digits: [UInt8] = []
    var exponent = 0
    let whole = rest.prefix(while: Self.isDigit)
    rest = rest.dropFirst(whole.count)
    digits += whole
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: Self.isDigit)
      guard !fraction.isEmpty else { return nil }
      rest = rest.dropFirst(fraction.count + 1)
      digits += fraction
      exponent = -fraction.count
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      let power = String(decoding: rest, as: UTF8.self)
      guard power.utf8.count <= 5, let power = Int(power) else { return nil }
      exponent += power
      rest = []
    }
    guard !whole.isEmpty, rest.isEmpty, digits.count <= Self.maximumDigits else { return nil }
    digits = Array(digits.drop { $0 == UInt8(ascii: "0") })
    while digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent += 1
    }
    guard abs(exponent) <= Self.maximumExponent else { return nil }
    self.digits = digits
    self.exponent = digits.isEmpty ? 0 : exponent
    self.isNegative = isNegative && !digits.isEmpty
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// The value when it is a whole number of 64 bits.
  var integer: Int64? {
    guard exponent >= 0, digits.count + exponent <= 19 else { return nil }
    let text = String(decoding: digits, as: UTF8.self) + String(repeating: "0", count: exponent)
    return Int64((isNegative ? "-" : "") + (text.isEmpty ? "0" : text))
  }

  var isZero: Bool { digits.isEmpty }

  /// The same number with the other sign.
  var negated: StaticNumber {
    StaticNumber(isNegative: !isNegative && !isZero, digits: digits, exponent: exponent)
  }

  private init(isNegative: Bool, digits: [UInt8], exponent: Int) {
    self.isNegative = isNegative
    self.digits = digits
    self.exponent = exponent
  }

  /// Plain decimal text, as Terraform writes a number into a string.
  var text: String {
    guard !isZero else { return "0" }
    let significand = String(decoding: digits, as: UTF8.self)
    let sign = isNegative ? "-" : ""
    if exponent >= 0 { return sign + significand + String(repeating: "0", count: exponent) }
    let places = -exponent
    if digits.count > places { return sign + significand.dropLast(places) + "." + significand.suffix(places) }
    return sign + "0." + String(repeating: "0", count: places - digits.count) + significand
  }

  static func < (left: StaticNumber, right: StaticNumber) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? right.isCloserToZero(than: left) : left.isCloserToZero(than: right)
  }

  private func isCloserToZero(than other: StaticNumber) -> Bool {
    if isZero || other.isZero { return isZero && !other.isZero }
    let magnitude = digits.count + exponent
    let otherMagnitude = other.digits.count + other.exponent
    if magnitude != otherMagnitude { return magnitude < otherMagnitude }
    // Both start at the same power of ten, so the digits compare as text; a prefix is the smaller one.
    return digits.lexicographicallyPrecedes(other.digits)
  }
}
