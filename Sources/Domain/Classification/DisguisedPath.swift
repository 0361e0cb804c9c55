import Findings

extension RepositoryPath {
  /// The path as a person reads it, or as the file systems of Windows and macOS open it; `nil` where that is what
  /// git stores.
  ///
  /// Letters of other scripts that look like Latin ones become those, what has no width is gone, and so is what
  /// Windows takes off the end of a name. A name that only looks like a governed one is either an attack or a
  /// mistake, and is governed.
  var undisguised: RepositoryPath? {
    guard DisguisedName.isSuspect(bytes) else { return nil }
    let plain = components.map { DisguisedName.plain($0) }
    let path = RepositoryPath(bytes: Array(plain.joined(separator: CollectionOfOne(UInt8(ascii: "/")))))
    return path == self ? nil : path
  }
}

/// What a name looks like.
enum DisguisedName {
  /// Whether there may be anything to take away; nearly every path is told from its bytes alone.
  static func isSuspect(_ bytes: some Collection<UInt8>) -> Bool {
    var previous = UInt8(ascii: "/")
    for byte in bytes {
      if byte >= 0x80 || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "~") { return true }
      if byte == UInt8(ascii: "/"), isTrimmed(previous) { return true }
      previous = byte
    }
    return isTrimmed(previous)
  }

  /// The name without its disguise.
  static func plain(_ name: some Collection<UInt8>) -> [UInt8] {
    var bytes = name.contains { $0 >= 0x80 } ? readable(name) : Array(name.prefix { $0 != UInt8(ascii: ":") })
    while let last = bytes.last, isTrimmed(last) { bytes.removeLast() }
    return shortNames.first { isShort(bytes, of: $0.short) }.map { Array($0.long.utf8) } ?? bytes
  }

  /// What is seen of a name that holds more than ASCII.
  private static func readable(_ name: some Collection<UInt8>) -> [UInt8] {
    var plain = String.UnicodeScalarView()
    for scalar in String(decoding: name, as: UTF8.self).unicodeScalars {
      // A second stream of a file on Windows: `policy.yaml::$DATA` is `policy.yaml`.
      if scalar == ":" { break }
      let properties = scalar.properties
      if properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format { continue }
      plain.append(lookAlikes[scalar] ?? fullWidth(scalar) ?? scalar)
    }
    return Array(String(plain).utf8)
  }

  /// Windows takes blanks and dots off the end of a name.
  private static func isTrimmed(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: " ")
  }

  /// `！` to `～` are the printable letters of ASCII in the width of Chinese ones.
  private static func fullWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) : nil
  }

  /// The names that Windows gives to what the gate reads, before the `~` and a number.
  private static let shortNames: [(short: String, long: String)] = [
    ("gateho~", ".gatehouse"), ("gitmod~", ".gitmodules"), ("gitatt~", ".gitattributes"),
  ]

  private static func isShort(_ name: [UInt8], of short: String) -> Bool {
    let length = short.utf8.count
    return name.count > length && name.prefix(length).asciiLowercased.elementsEqual(short.utf8)
      && name.dropFirst(length).allSatisfy(\.isASCIIDigit)
  }

  /// Letters of the Cyrillic, Greek and Latin scripts that most fonts draw like one of ASCII.
  private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = [
    "а": "a", "с": "c", "ԁ": "d", "е": "e", "ё": "e", "һ": "h", "і": "i", "ї": "i", "ј": "j", "ӏ": "l", "о": "o",
    "р": "p", "ԛ": "q", "ѕ": "s", "т": "t", "ѵ": "v", "ԝ": "w", "х": "x", "у": "y", "ү": "y",
    "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "І": "I", "Ј": "J", "К": "K", "М": "M", "О": "O", "Р": "P",
    "Ѕ": "S", "Т": "T", "Ѵ": "V", "Х": "X", "У": "Y", "г": "r", "п": "n", "м": "m", "к": "k", "ո": "n", "ս": "u",
    "α": "a", "ε": "e", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "τ": "t", "υ": "u", "χ": "x", "γ": "y",
    "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N", "Ο": "O", "Ρ": "P",
    "Τ": "T", "Υ": "Y", "Χ": "X", "ı": "i", "ſ": "s", "ɡ": "g", "ɑ": "a", "ᴍ": "m", "․": ".", "‑": "-", "‐": "-",
  ]
}
