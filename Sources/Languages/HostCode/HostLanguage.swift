/// A programming language in which migrations are written, as far as its words, quotes and blocks go.
public enum HostLanguage: Sendable, CaseIterable {
  case ruby
  case python
  /// And TypeScript.
  case javascript
  case elixir
  case php
  case swift

  /// Whether `#` begins a comment.
  var hasHashComments: Bool { self == .ruby || self == .python || self == .elixir || self == .php }

  /// Whether `//` and `/* */` are comments.
  var hasSlashComments: Bool { self == .javascript || self == .php || self == .swift }

  /// Whether blocks end with the word `end`.
  var hasEndWords: Bool { self == .ruby || self == .elixir }

  /// Whether a call may leave out its parentheses.
  var hasBareCalls: Bool { hasEndWords }

  /// Whether a line end ends a statement.
  var endsAtLines: Bool { hasEndWords || self == .python }
}

/// The bounds within which code is read; beyond them a value is ``HostValue/other``, and the code says so.
public enum HostLimits {
  /// Depth of calls, lists and blocks inside each other: migrations have some ten.
  public static let depth = 64

  /// Bytes of a file. Migrations in code have a few thousand.
  public static let fileBytes = 1 << 20
}
