/// One token of host code.
public struct HostToken: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// A name, a keyword, with `?` and `!` at its end in Ruby, `@` and `$` at its start.
    case word
    /// `:name` of Ruby and Elixir; the text is without the colon.
    case symbol
    /// A string; its text is what it means, with `{{…}}` where a value is put in.
    case string
    case number
    /// Any other byte; `->`, `=>`, `::` are one token each.
    case sign
    case newline
  }

  public let kind: Kind
  public let start: Int
  public let end: Int
  /// The word, the sign, or what the string means.
  public let text: String
  /// Whether a value is put into the string when it is used.
  public let isInterpolated: Bool
  /// Where the string's own text starts.
  public let contentStart: Int

  init(_ kind: Kind, _ start: Int, _ end: Int, _ text: String, isInterpolated: Bool = false, contentStart: Int? = nil) {
    self.kind = kind
    self.start = start
    self.end = end
    self.text = text
    self.isInterpolated = isInterpolated
    self.contentStart = contentStart ?? start
  }
}
