import ArgumentParser

/// Which repository, and how it is read.
struct RepositoryOptions: ParsableArguments {
  /// Who reads the objects.
  enum Reader: String, ExpressibleByArgument, CaseIterable {
    /// libgit2 where it can, git's plumbing elsewhere.
    case auto
    /// git's plumbing always; the result is the same.
    case git
  }

  @Option(help: ArgumentHelp("The repository to work on.", valueName: "directory"))
  var repo: String?

  @Option(name: .customLong("object-reader"), help: .hidden)
  var reader: Reader = .auto
}

/// Which repository, and how it is read, as plain values: the hooks have them without a parser.
struct RepositoryChoice {
  var directory: String?
  var reader = RepositoryOptions.Reader.auto
}

extension RepositoryOptions {
  var choice: RepositoryChoice { RepositoryChoice(directory: repo, reader: reader) }
}

/// What bears on a judgement, as plain values.
struct JudgingChoice {
  var isAdvisory = false
  var maximumScore: Int?
  var trustRoot: String?
}

extension JudgingOptions {
  var choice: JudgingChoice { JudgingChoice(isAdvisory: advisory, maximumScore: maxScore, trustRoot: trustRoot) }
}

/// What bears on a judgement.
struct JudgingOptions: ParsableArguments {
  @Flag(help: "Report denials and missing approvals, but exit 0 for them.")
  var advisory = false

  @Option(name: .customLong("max-score"), help: ArgumentHelp("Deny a change that scores higher.", valueName: "0-1000"))
  var maxScore: Int?

  func validate() throws {
    if let maxScore, !(0...1000).contains(maxScore) {
      throw ValidationError("--max-score \(maxScore) is not between 0 and 1000.")
    }
  }

  @Option(
    name: .customLong("trust-root"),
    help: ArgumentHelp("The digest of the trust root, if this clone has not pinned it.", valueName: "sha256:…"))
  var trustRoot: String?
}

/// How a report is shown.
struct ReportOptions: ParsableArguments {
  /// The formats of a report.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case sarif
    /// Annotations of a job.
    case github
    /// Code Quality.
    case gitlab
    case junit
    case markdown
    case html
  }

  @Option(help: "The format of the report on standard output.")
  var format: Format = .text

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp("Also write a report to a file; repeatable.", valueName: "format=file"))
  var outputs: [String] = []

  @Option(name: .customLong("color"), help: "When to use colour.")
  var colour: ColourChoice = .auto
}

/// How a list, a diagnosis or a scan is shown: for a person, or for a program.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}

/// How a report is shown, as plain values.
struct ReportChoice {
  var format = ReportOptions.Format.text
  var outputs: [String] = []
  var colour = ColourChoice.auto
}

extension ReportOptions {
  var choice: ReportChoice { ReportChoice(format: format, outputs: outputs, colour: colour) }
}

extension ColourChoice: ExpressibleByArgument {}
