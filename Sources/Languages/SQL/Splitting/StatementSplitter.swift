/// Splits a file into statements.
///
/// Every byte of the file ends up in a statement, a comment, COPY data or white space; whatever makes that
/// doubtful is a diagnostic. Time is linear in the file.
public struct StatementSplitter: Sendable {
  /// The dialect whose quoting decides where statements end.
  public let dialect: Dialect

  /// A splitter for files of `dialect` (see ``Dialect/detect(path:bytes:)``).
  public init(dialect: Dialect) {
    self.dialect = dialect
  }

  /// The statements, directives and diagnostics of a file.
  ///
  /// A byte order mark of UTF-8 is skipped. A file above ``Limits/fileBytes`` or in UTF-16 gives no
  /// statements and a diagnostic.
  public func split(_ bytes: [UInt8]) -> Script {
    if bytes.count > Limits.fileBytes {
      return refuse(.fileTooLarge, "the file has more than \(Limits.fileBytes) bytes and was not read")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return refuse(.unsupportedEncoding, "the file is not UTF-8 and was not read")
    }
    var splitting = Splitting(bytes, dialect: dialect)
    return splitting.run()
  }

  private func refuse(_ code: Diagnostic.Code, _ message: String) -> Script {
    let diagnostic = Diagnostic(code, message, offset: 0, line: 1)
    return Script(dialect: dialect, statements: [], directives: [], diagnostics: [diagnostic])
  }
}
