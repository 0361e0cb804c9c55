/// How large a configuration file may be.
enum YAMLLimits {
  /// A policy of a thousand rules has about 200 KiB.
  static let bytes = 1 << 20

  /// Collections within collections; conditions nest 16 deep and stand some levels down.
  static let depth = 64

  /// Scalars and collections together.
  static let nodes = 100_000

  /// Scalars and collections of a stream of documents that others write, with what aliases stand for: some 100,000
  /// lines.
  static let streamNodes = 400_000

  /// Entries of one list, or of one mapping with free names. Some are compared each with each, which stays
  /// cheap here.
  static let entries = 1000
}
