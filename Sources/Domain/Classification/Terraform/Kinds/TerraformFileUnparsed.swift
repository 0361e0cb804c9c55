public import Findings
import HCL

extension ChangeKind {
  /// A changed Terraform file holds something that cannot be read, so what it does is not known. It can be
  /// approved.
  ///
  /// Links that leave the tree count as unreadable too.
  public static let terraformFileUnparsed = ChangeKind(
    id: "terraform.file.unparsed", title: "Terraform file not understood",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "What cannot be read cannot be judged: the file may destroy or open anything.",
    instead: "Mend the line that is named (`terraform fmt` shows it too), or have the change reviewed by "
      + "somebody who "
      + "reads the file.")

  /// A changed Terraform file holds something that cannot be read, held the same before, and changed only in what can.
  ///
  /// Files of Terraform 0.11 are like that: later versions refuse them as a whole, and nearly all of their blocks say what
  /// they say.
  public static let terraformFileStillUnparsed = ChangeKind(
    id: "terraform.file.still-unparsed", title: "Terraform file not understood before either",
    baseScore: 400, direction: .neutral, reversible: true,
    why: "A part of the file cannot be read. It is the same as before; what changed was read and judged.",
    instead: "Mend the line that is named (`terraform fmt` shows it too).")

  /// A file quotes the names of arguments or puts dots into them, which Terraform 0.11 read and every later version refuses. All of it was read and
  /// judged.
  public static let terraformFileLegacy = ChangeKind(
    id: "terraform.file.legacy", title: "File that only Terraform 0.11 reads",
    baseScore: 400, direction: .neutral, reversible: true,
    why: "Later versions refuse the file, and with it every plan of its module. It was read and judged all the same.",
    instead: "Write the map with an equals sign, and what is quoted and is no map without quotes.")

  /// A file of variables that was encrypted before the change and is after it, or comes where such files are.
  ///
  /// It is told and not blocked: it holds secrets, which change often, and nobody could say more about it.
  public static let terraformVariablesEncrypted = ChangeKind(
    id: "terraform.variables.encrypted", title: "Encrypted variables changed",
    baseScore: 400, direction: .neutral, reversible: true,
    why: "The file is encrypted (git-crypt), so which variables changed, and to what, is not known here.",
    instead: "Keep in it only what is secret, so that addresses, sizes and switches can be reviewed.")

  /// A changed Terraform file is larger than what is read.
  public static let terraformFileOversized = ChangeKind(
    id: "terraform.file.oversized", title: "Terraform file too large to read",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "A file beyond the limit is not read, so what it destroys or opens is not known.",
    instead: "Split the file, or have the change reviewed by somebody who reads it.")
}

/// Reports the changed files of a module that could not be read.
enum FileProblems {
  static func findings(base: ModuleFiles, head: ModuleFiles, changed: [RepositoryPath]) -> [Finding] {
    let changed = Set(changed)
    var findings: [Finding] = []
    for file in head.files where changed.contains(file.path) {
      guard let diagnostic = file.syntax.diagnostics.first else { continue }
      let lines = file.lines.lines(of: diagnostic.range)
      // Content that only now looks encrypted may be anything that is to stay unread.
      let wasEncrypted = file.isEncrypted && base.files.contains { $0.path == file.path && $0.isEncrypted }
      if wasEncrypted, !file.name.isConfiguration {
        findings.append(
          Finding(
            kind: .terraformVariablesEncrypted, location: Finding.Location(file.path), resource: file.path.display,
            files: [file.path], facts: [Finding.Fact("file", file.path.display)]))
        continue
      }
      let old = base.files.first { $0.path.name == file.path.name && $0.name == file.name }
      let isAsBefore =
        old?.syntax.isComplete == false && file.brokenLines != nil && old?.brokenLines == file.brokenLines
      let isLegacy = file.syntax.diagnostics.allSatisfy {
        $0.problem == .quotedName || $0.problem == .dottedName
      }
      findings.append(
        Finding(
          kind: isLegacy ? .terraformFileLegacy : isAsBefore ? .terraformFileStillUnparsed : .terraformFileUnparsed,
          location: Finding.Location(file.path, line: lines.lowerBound, endLine: lines.upperBound),
          resource: file.path.display,
          after: .text(file.isEncrypted ? "encrypted by git-crypt" : diagnostic.message), files: [file.path],
          facts: [Finding.Fact("file", file.path.display)]))
    }
    // A file that only the base has is unread as well: what it held is not known.
    let inHead = Set(head.unread.map(\.path))
    // A link that led nowhere gave Terraform nothing to read.
    let mended = Set(head.files.map(\.path))
    let unread =
      head.unread.map { ($0, Finding.Side.head) }
      + base.unread.filter { !inHead.contains($0.path) && !($0.reason == .brokenLink && mended.contains($0.path)) }.map
    { ($0, Finding.Side.base) }
    for (file, side) in unread where changed.contains(file.path) {
      let isOversized = if case .oversized = file.reason { true } else { false }
      findings.append(
        Finding(
          kind: isOversized ? .terraformFileOversized : .terraformFileUnparsed,
          location: Finding.Location(file.path, side: side), resource: file.path.display,
          before: side == .base ? .text(file.reason.message) : nil,
          after: side == .head ? .text(file.reason.message) : nil,
          facts: [Finding.Fact("file", file.path.display)]))
    }
    return findings
  }
}

extension UnreadFile.Reason {
  /// One sentence for people.
  fileprivate var message: String {
    switch self {
    case .lookAlike: "looks like a Terraform file, and by its exact name is none"
    case .oversized(let size): "\(size) bytes; the limit is \(ClassifierLimits.fileBytes)"
    case .brokenLink: "the symbolic link leads to no file of the repository"
    }
  }
}
