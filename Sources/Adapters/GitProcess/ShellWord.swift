import Findings

/// A name as a word of a shell command that is shown to be copied: nothing in it may be more than a name.
enum ShellWord {
  static func quoted(_ name: String) -> String {
    let isPlain = !name.isEmpty && !name.hasPrefix("-") && name.utf8.allSatisfy(isPlain)
    if isPlain { return name }
    // A quote ends the quoting, stands for itself and begins it again.
    let escaped = name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
    return "'" + DisplayText.escaping(escaped) + "'"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "@"):
      true
    default: false
    }
  }
}
