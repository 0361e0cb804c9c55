extension HCL {
  /// Something in a file that is no HCL, or that a limit kept from being read.
  public struct Diagnostic: Sendable, Hashable {
    /// What is wrong.
    public let problem: Problem
    /// Where; an empty range at the end of the file when something is missing there.
    public let range: ByteRange

    /// One sentence for people, without a position and without text from the file.
    public var message: String { problem.message }
  }

  /// The kinds of diagnostics. The raw value is a stable code.
  public enum Problem: String, Sendable, Hashable, CaseIterable {
    case fileTooLarge = "file-too-large"
    case nestingTooDeep = "nesting-too-deep"
    case tooManyDiagnostics = "too-many-diagnostics"
    case nulByte = "nul-byte"
    case invalidUTF8 = "invalid-utf8"
    case invalidCharacter = "invalid-character"
    case unterminatedComment = "unterminated-comment"
    case unterminatedString = "unterminated-string"
    case unterminatedHeredoc = "unterminated-heredoc"
    case unterminatedSequence = "unterminated-sequence"
    case invalidEscape = "invalid-escape"
    case invalidNumber = "invalid-number"
    case itemExpected = "item-expected"
    case quotedName = "quoted-name"
    case dottedName = "dotted-name"
    case valueExpected = "value-expected"
    case newlineExpected = "newline-expected"
    case blockBodyExpected = "block-body-expected"
    case labelWithTemplate = "label-with-template"
    case unclosedBlock = "unclosed-block"
    case oneLineBlock = "one-line-block"
    case duplicateAttribute = "duplicate-attribute"
    case expressionExpected = "expression-expected"
    case closingBracketExpected = "closing-bracket-expected"
    case separatorExpected = "separator-expected"
    case colonExpected = "colon-expected"
    case nameExpected = "name-expected"
    case legacyIndexChain = "legacy-index-chain"
    case nestedSplat = "nested-splat"
    case forClause = "for-clause"
    case directive = "directive"
    case unbalancedDirective = "unbalanced-directive"
    case invalidJSON = "invalid-json"
    case jsonBodyExpected = "json-body-expected"
  }
}

extension HCL.Problem {
  /// The sentence shown for this problem.
  var message: String {
    switch self {
    case .fileTooLarge: "the file is larger than the limit and was not read"
    case .nestingTooDeep: "blocks or expressions nest deeper than the limit"
    case .tooManyDiagnostics: "further problems in this file are not listed"
    case .nulByte: "a NUL byte is not text"
    case .invalidUTF8: "the bytes are not valid UTF-8"
    case .invalidCharacter: "this character has no meaning in HCL"
    case .unterminatedComment: "the comment has no closing */"
    case .unterminatedString: "the quoted string is not closed on its line"
    case .unterminatedHeredoc: "the heredoc has no line with its end marker"
    case .unterminatedSequence: "the template sequence has no closing brace"
    case .invalidEscape: "this is no escape sequence of a quoted string"
    case .invalidNumber: "this is no decimal number"
    case .itemExpected: "an attribute or a block is expected here"
    case .quotedName: "the name of an attribute stands in quotes, as only Terraform 0.11 read it"
    case .dottedName: "the name of an attribute holds a dot, as only Terraform 0.11 read it"
    case .valueExpected: "an attribute needs an equals sign and a value"
    case .newlineExpected: "an attribute or a block must end with its line"
    case .blockBodyExpected: "a label or an opening brace is expected here"
    case .labelWithTemplate: "a block label cannot hold a template sequence"
    case .unclosedBlock: "the block has no closing brace"
    case .oneLineBlock: "a block on one line holds at most one attribute and closes on that line"
    case .duplicateAttribute: "the attribute is already set in this body"
    case .expressionExpected: "an expression is expected here"
    case .closingBracketExpected: "a closing bracket is expected here"
    case .separatorExpected: "a separator between two items is missing"
    case .colonExpected: "a conditional needs a colon and a second result"
    case .nameExpected: "a name is expected here"
    case .legacyIndexChain: "two legacy indexes in a row are read as a fraction; write [0][1]"
    case .nestedSplat: "a splat inside an attribute splat is not allowed"
    case .forClause: "the for expression is incomplete"
    case .directive: "this is no template directive"
    case .unbalancedDirective: "the template directives do not match one another"
    case .invalidJSON: "the text stops being JSON here"
    case .jsonBodyExpected: "an object, or a list of objects, is expected here"
    }
  }
}

/// Collects diagnostics up to the limit.
struct DiagnosticCollector {
  private(set) var items: [HCL.Diagnostic] = []
  let maximum: Int

  init(maximum: Int) { self.maximum = max(1, maximum) }

  mutating func add(_ problem: HCL.Problem, _ range: HCL.ByteRange) {
    add(HCL.Diagnostic(problem: problem, range: range))
  }

  mutating func add(_ diagnostic: HCL.Diagnostic) {
    if items.count < maximum {
      items.append(diagnostic)
    } else if items.count == maximum {
      items.append(HCL.Diagnostic(problem: .tooManyDiagnostics, range: diagnostic.range))
    }
  }
}
