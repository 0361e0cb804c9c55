/// The HCL 2 native syntax: bytes in, syntax tree out.
///
/// The module knows the language and nothing of any program configured with it. It evaluates nothing. The
/// grammar is hclsyntax/spec.md of hashicorp/hcl; where that text is silent, the reference scanner and parser
/// decide.
///
/// Stricter than the reference, on purpose: a NUL byte anywhere and an overlong or surrogate UTF-8 sequence
/// outside comments are diagnosed. Namespaced function names (`a::b()`) are accepted as in HCL 2.20 and
/// later.
public enum HCL {
  /// Parses one file.
  ///
  /// - Parameters:
  ///   - bytes: the file as it is stored, with or without a byte order mark, with LF or CRLF line ends.
  ///   - limits: the bounds the parser works in; a file beyond one of them gets a diagnostic.
  /// - Returns: what could be read and what was wrong. Time and memory are linear in the size of `bytes`.
  public static func parse(_ bytes: [UInt8], limits: Limits = .default) -> ParsedFile {
    FileParser(bytes: bytes, limits: limits).parse()
  }

  /// One parsed file.
  public struct ParsedFile: Sendable {
    /// The top-level attributes and blocks that could be read.
    public let body: Body
    /// What was wrong, in the order of the file. **Any** diagnostic means that the file is not fully
    /// understood: `body` may lack items, and an item near a diagnostic may be cut short.
    public let diagnostics: [Diagnostic]

    /// Whether every byte of the file was understood.
    public var isComplete: Bool { diagnostics.isEmpty }
  }
}
