import Findings

/// Who owns which files by a CODEOWNERS file, as one forge reads it.
///
/// GitHub: docs.github.com, "About code owners"; GitLab: docs.gitlab.com, "Code Owners syntax and error handling".
struct CodeOwners: Sendable {
  enum Dialect: Sendable, CaseIterable {
    case gitHub
    case gitLab
  }

  /// What asks for owners by itself: a section of GitLab with the number of approvals that it asks for. GitHub has but one.
  struct Section: Hashable, Sendable {
    var name = ""
    var approvals = 1
  }

  struct Rule: Hashable, Sendable {
    let pattern: OwnedPath
    let owners: Set<String>
    let section: Section
    /// Whether the forge takes the line: one in which it finds a mistake decides nothing.
    var isTaken = true
  }

  /// In the order of the file: the last one that matches counts.
  let rules: [Rule]

  /// Whether the file has sections, which only GitLab knows.
  let hasSections: Bool

  /// `nil` for a text that is not understood for certain: exclusions, classes of characters, escapes.
  init?(_ bytes: [UInt8], _ dialect: Dialect) {
    var rules: [Rule] = []
    var section = Section()
    var isOptional = false
    var defaults: Set<String> = []
    var hasSections = false
    for line in CommentSyntax.lines.meaningfulLines(bytes) {
      guard let text = String(validating: line, as: UTF8.self) else { return nil }
      var words = text.split { $0 == " " || $0 == "\t" }
      if let comment = words.firstIndex(where: { $0.hasPrefix("#") }) { words.removeSubrange(comment...) }
      guard let first = words.first else { continue }
      if first.hasPrefix("[") || first.hasPrefix("^[") {
        hasSections = true
        guard dialect == .gitLab else { continue }
        guard let header = SectionHeader(text) else { return nil }
        section = header.section
        isOptional = header.isOptional
        defaults = header.owners
        continue
      }
      guard let pattern = OwnedPath(first, dialect) else { return nil }
      let names = words.dropFirst().map { $0.lowercased() }
      let owners = names.filter { $0.dropFirst($0.hasPrefix("@") ? 0 : 1).contains("@") }
      // GitHub leaves out a line in which anything is no owner; GitLab leaves out the word.
      let isTaken = dialect == .gitLab || owners.count == names.count
      let all = isTaken ? owners.isEmpty ? defaults : Set(owners) : Set(names)
      // What may go without its owners' approval asks nobody.
      rules.append(Rule(pattern: pattern, owners: isOptional ? [] : all, section: section, isTaken: isTaken))
    }
    self.rules = rules
    self.hasSections = hasSections
  }

  /// The owners of a file in each section in which it has any.
  func owners(of path: RepositoryPath) -> [Section: Set<String>] {
    var owners: [Section: Set<String>] = [:]
    var decided: Set<Section> = []
    for rule in rules.reversed() where rule.isTaken && !decided.contains(rule.section) && rule.pattern.matches(path) {
      decided.insert(rule.section)
      if !rule.owners.isEmpty { owners[rule.section] = rule.owners }
    }
    return owners
  }
}

/// `[Name][2] @owner` or `^[Name] @owner`: what a section of GitLab starts with.
private struct SectionHeader {
  let section: CodeOwners.Section
  let isOptional: Bool
  let owners: Set<String>

  init?(_ line: String) {
    var rest = line.drop { $0 == " " || $0 == "\t" }
    isOptional = rest.hasPrefix("^")
    if isOptional { rest = rest.dropFirst() }
    guard let name = Self.bracketed(&rest) else { return nil }
    var approvals = 1
    if rest.hasPrefix("[") {
      guard let count = Self.bracketed(&rest).flatMap({ Int($0) }), count > 0 else { return nil }
      approvals = count
    }
    section = CodeOwners.Section(name: name.lowercased(), approvals: approvals)
    let words = rest.split { $0 == " " || $0 == "\t" }.prefix { !$0.hasPrefix("#") }
    owners = Set(words.filter { $0.contains("@") }.map { $0.lowercased() })
  }

  private static func bracketed(_ rest: inout Substring) -> String? {
    guard rest.first == "[", let end = rest.firstIndex(of: "]") else { return nil }
    defer { rest = rest[end...].dropFirst() }
    return String(rest[..<end].dropFirst())
  }
}
