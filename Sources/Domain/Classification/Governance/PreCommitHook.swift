/// One hook of a `.pre-commit-config.yaml`, by lines: what it runs, and on which files.
struct PreCommitHook: Hashable {
  let id: ArraySlice<UInt8>
  /// What decides on which files it runs, and how it is called in messages.
  private(set) var selection: [ArraySlice<UInt8>] = []
  /// What a linter is told, where nothing that it is told makes it run another program.
  private(set) var options: [ArraySlice<UInt8>] = []
  /// All the rest: programs, arguments, dependencies.
  private var program: [ArraySlice<UInt8>] = []
  /// How far the keys of the hook are indented; those of the value of one are further in.
  private var indentation: Int?
  private var part = \PreCommitHook.program
  private let isLinter: Bool

  /// `isPublic` where the hook comes from a repository of its own, and not from the one that is judged.
  init(id: ArraySlice<UInt8>, isPublic: Bool) {
    self.id = id
    let name = id.drop { $0 != UInt8(ascii: ":") }.dropFirst().drop(while: \.isBlank)
    isLinter = isPublic && Self.linters.contains(String(decoding: name, as: UTF8.self))
  }

  /// Hooks about style and form, of pre-commit's own list of hooks (pre-commit.com/hooks.html). Those that look for secrets or
  /// holes are none: what they are told decides what they let pass.
  private static let linters: Set<String> = [
    "trailing-whitespace", "end-of-file-fixer", "mixed-line-ending", "check-yaml", "check-json", "check-toml",
    "check-xml",
    "check-case-conflict", "pretty-format-json", "requirements-txt-fixer", "sort-simple-yaml", "black", "isort",
    "flake8",
    "autoflake", "pyupgrade", "ruff", "ruff-check", "ruff-format", "pydocstyle", "yamllint", "yamlfmt", "markdownlint",
    "markdownlint-cli2", "mdformat", "codespell", "typos", "prettier", "shfmt", "terraform_fmt", "terraform_docs",
    "terraform_validate", "terraform_tflint", "terragrunt_fmt", "gofmt", "goimports", "rubocop", "clang-format",
  ]

  mutating func read(_ words: ArraySlice<UInt8>, _ line: ArraySlice<UInt8>) {
    let indentation = self.indentation ?? line.indentation
    self.indentation = indentation
    if line.indentation <= indentation {
      let key = String(decoding: words.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
      part =
        Self.selecting.contains(key)
        ? \PreCommitHook.selection : isLinter && key == "args" ? \PreCommitHook.options : \PreCommitHook.program
    }
    self[keyPath: part].append(line.indented(from: indentation))
  }

  private static let selecting: Set<String> = [
    "name", "description", "exclude", "files", "types", "types_or", "exclude_types", "verbose", "require_serial",
    "pass_filenames",
  ]

  /// Whether both run the same programs, in whatever versions.
  func runs(like other: PreCommitHook) -> Bool {
    // What an anchor stands for may be written among the other lines.
    guard id == other.id, !program.joined().contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "&") })
    else {
      return false
    }
    return program.map(Self.withoutVersion) == other.program.map(Self.withoutVersion)
  }

  /// The dependencies whose versions differ.
  func bumps(to other: PreCommitHook) -> [ActionVersions.Bump] {
    zip(program, other.program).compactMap { old, new in
      guard old != new else { return nil }
      let name = Self.withoutVersion(old)
      return ActionVersions.Bump(
        action: Self.text(name.dropLast(2)), from: Self.text(old[name.endIndex...]),
        to: Self.text(new[Self.withoutVersion(new).endIndex...]))
    }
  }

  /// `- checkov==3.2.1` up to the second equals sign; other lines as they are.
  private static func withoutVersion(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let words = line.drop(while: \.isBlank)
    let equals = UInt8(ascii: "=")
    guard words.starts(with: "- ".utf8), let first = words.firstIndex(of: equals),
      words.index(after: first) < words.endIndex, words[words.index(after: first)] == equals
    else { return line }
    let version = words[(first + 2)...]
    guard !version.isEmpty, version.allSatisfy({ $0.isASCIILetterOrDigit || $0 == UInt8(ascii: ".") }) else {
      return line
    }
    return line[...(first + 1)]
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.drop { $0.isBlank || $0 == UInt8(ascii: "-") }, as: UTF8.self)
  }
}
