/// The bounds within which files are read; beyond them the answer is a diagnostic, never silence.
public enum Limits {
  /// Bytes in a file. The largest migration seen in eleven public projects has 1.5 MB; 16 MiB leaves room for
  /// dumps and keeps a hook within seconds.
  public static let fileBytes = 16 << 20

  /// Statements in a file: a dump of one INSERT for each row of a big table.
  public static let statements = 200_000

  /// Diagnostics for a file; one is enough to distrust it, a hundred to repair it.
  public static let diagnostics = 100

  /// Bytes of a statement that a grammar builds a tree of. A tree may take a hundred times its text, and deep
  /// ones need stack in proportion (see PostgresGrammar).
  public static let grammarBytes = 256 << 10

  /// Bytes of a statement that ``Recognizer`` reads; its memory is linear with a small factor.
  public static let recognizerBytes = 4 << 20

  /// Depth of WITH queries inside each other that are searched for DELETE and UPDATE.
  public static let queryDepth = 32

  /// Bytes of a file that ``Dialect/detect(path:bytes:)`` looks at for cues.
  public static let detectionBytes = 1 << 20
}
