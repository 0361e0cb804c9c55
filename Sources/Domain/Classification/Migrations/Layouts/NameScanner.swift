/// Reads the parts of a file name from left to right, byte by byte.
struct NameScanner {
  private(set) var rest: ArraySlice<UInt8>

  init(_ name: some Collection<UInt8>) { rest = Array(name)[...] }

  /// The longest run of bytes that pass `test`; empty when the first one does not.
  mutating func take(while test: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let taken = rest.prefix(while: test)
    rest = rest.dropFirst(taken.count)
    return taken
  }

  /// Steps over `text` when it comes next.
  mutating func skip(_ text: String) -> Bool {
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }

  /// The digits that come next; `nil` when none does.
  mutating func digits() -> ArraySlice<UInt8>? {
    let digits = take { $0.isASCIIDigit }
    return digits.isEmpty ? nil : digits
  }
}

extension UInt8 {
  /// Whether this is `0` to `9` in ASCII.
  var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// The lower-case letter of an upper-case one, in ASCII only.
  var asciiLowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }
}

extension Collection<UInt8> {
  /// The bytes with ASCII letters in lower case.
  var asciiLowercased: [UInt8] { map(\.asciiLowercased) }

  /// Whether `text`, given in lower case, occurs anywhere, ASCII letters of either case taken for one.
  func containsIgnoringCase(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first else { return true }
    let bytes = Array(self)
    guard bytes.count >= wanted.count else { return false }
    // Whole files are searched for several words: no slice is made where the first byte does not fit.
    for start in 0...(bytes.count - wanted.count) where bytes[start].asciiLowercased == first {
      if bytes[start...].lazy.map(\.asciiLowercased).starts(with: wanted) { return true }
    }
    return false
  }
}
