/// One `import` declaration.
struct Import: Hashable {
  /// The module, without what is picked from it: `SQL` for `import struct SQL.Statement`.
  let module: String
  let line: Int

  /// Every import of a Swift file, wherever it stands.
  static func all(in source: String) -> [Import] {
    let declaration = Self.declaration
    return SwiftText(source).lines.enumerated().flatMap { index, line in
      // Most lines hold no such word, and a regular expression is slow in a debug build.
      guard line.contains("import") else { return [Import]() }
      return line.split(separator: ";").compactMap { statement in
        statement.wholeMatch(of: declaration).map { Import(module: String($0.module), line: index + 1) }
      }
    }
  }

  /// Attributes, access level, `import`, the kind of a single declaration, and a dotted name.
  private static var declaration: Regex<(Substring, module: Substring)> {
    #/
      \s* (?: @\w+ (?: \([^)]*\) )? \s+ )*
      (?: (?: public | package | internal | fileprivate | private ) \s+ )?
      import \s+
      (?: (?: struct | class | enum | protocol | typealias | func | let | var | actor | macro ) \s+ )?
      `? (?<module> \w+ ) `? (?: \. \S+ )* \s*
    /#
  }
}
