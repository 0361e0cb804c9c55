import Exposure

/// One line of a file, split into words the way `iptables-restore` does: blanks separate, double quotes
/// group, a backslash inside quotes takes the next character literally.
struct IptablesLine {
  let number: Int
  let words: [String]
  /// Whether a quote was still open at the end.
  let isUnterminated: Bool

  static func lines(of bytes: [UInt8]) -> [IptablesLine] {
    bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      let read = IptablesLine(number: index + 1, line)
      return read.words.isEmpty ? nil : read
    }
  }

  /// The lines of a text in which a backslash at the end of a line joins the next one.
  static func continued(_ bytes: [UInt8]) -> [(number: Int, text: [UInt8])] {
    var lines: [(number: Int, text: [UInt8])] = []
    var isOpen = false
    for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let ends = line.last == UInt8(ascii: "\\")
      let text = Array(ends ? line.dropLast() : line)
      if isOpen { lines[lines.count - 1].text += text } else { lines.append((index + 1, text)) }
      isOpen = ends
    }
    return lines
  }

  private init(number: Int, _ bytes: ArraySlice<UInt8>) {
    var words: [String] = []
    var word: [UInt8]?
    var isQuoted = false
    var isEscaped = false
    for byte in bytes {
      if isEscaped {
        word?.append(byte)
        isEscaped = false
      } else if isQuoted, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
        if word == nil { word = [] }
      } else if !isQuoted, byte == 32 || byte == 9 || byte == 13 {
        if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
        word = nil
      } else {
        if word == nil { word = [] }
        word?.append(byte)
      }
    }
    if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
    self.number = number
    self.words = words
    isUnterminated = isQuoted
  }

  /// The family that the first telling word belongs to: the generator's comment, an address, an ICMPv6 name.
  static func family(of lines: [IptablesLine]) -> AddressFamily {
    for line in lines {
      if line.words.first?.hasPrefix("#") == true {
        if line.words.contains("ip6tables-save") { return .ipv6 }
        if line.words.contains("iptables-save") { return .ipv4 }
        continue
      }
      for (option, value) in zip(line.words, line.words.dropFirst()) {
        switch option {
        case "-s", "-d", "--source", "--destination", "--src", "--dst", "--src-range", "--dst-range":
          if let first = value.split(separator: ",").first, let range = AddressText.range(first) {
            return range.family
          }
        case "-p", "--protocol":
          if ["ipv6-icmp", "icmpv6", "58"].contains(value) { return .ipv6 }
          if ["icmp", "1"].contains(value) { return .ipv4 }
        case "--reject-with":
          if value.hasPrefix("icmp6-") { return .ipv6 }
        default: break
        }
      }
    }
    return .ipv4
  }
}
