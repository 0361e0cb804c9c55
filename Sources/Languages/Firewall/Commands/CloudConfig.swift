import Exposure
import YAML

/// The commands and the files of a cloud-init file (docs.cloud-init.io, "Runcmd", "Bootcmd", "Write Files").
struct CloudConfig {
  private(set) var commands: [LiteralCommand] = []
  private(set) var files: [WrittenFile] = []
  /// Files of rules that are packed.
  private(set) var packed: [DeclaredMark] = []

  mutating func read(_ document: YAMLNode) {
    for file in document["write_files"]?.elements ?? [] {
      guard let path = file["path"]?.text, let content = file["content"], let text = content.text else { continue }
      switch file["encoding"]?.text ?? "text/plain" {
      case "text/plain": files.append(WrittenFile(path: path, text: Self.lines(of: text, content)))
      case "b64", "base64":
        files.append(
          WrittenFile(path: path, text: LiteralCommand.Text(bytes: Base64Text.decoded(text), line: content.line)))
      // What is packed is no text here.
      case let encoding:
        packed.append(
          DeclaredMark(
            .patched, "\(path) from \(encoding) \(String(text.suffix(24)).trimmed)", Origin(line: content.line)))
      }
    }
    for key in ["bootcmd", "runcmd"] {
      for item in document[key]?.elements ?? [] {
        // A list is run as it stands, a text by the shell.
        if item.isSequence {
          run(ShellWords.quoted(item.elements.map { $0.text ?? $0.canonical }), item)
        } else if let text = item.text {
          run(text, item)
        }
      }
    }
  }

  private mutating func run(_ text: String, _ node: YAMLNode) {
    let lines = Self.lines(of: text, node)
    let script = ShellScript.run(lines.bytes, firstLine: lines.line)
    commands += script.commands
    files += script.files
  }

  /// A text in a block begins in the line after its sign; in other styles its lines are not those of the file.
  static func lines(of text: String, _ node: YAMLNode) -> LiteralCommand.Text {
    LiteralCommand.Text(bytes: Array(text.utf8), line: node.line + (text.contains("\n") ? 1 : 0))
  }
}

/// Text in base 64 (RFC 4648, section 4); what is no digit of it is passed over.
enum Base64Text {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func decoded(_ text: String) -> [UInt8] {
    var values = [UInt8?](repeating: nil, count: 256)
    for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text.utf8 {
      guard let value = values[Int(byte)] else { continue }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }
}

/// Words of a command as a shell would have to be given them.
enum ShellWords {
  static func quoted(_ words: [String]) -> String {
    words.map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(separator: " ")
  }
}
