/// One hook of a `.pre-commit-config.yaml`, by lines: what it runs, and on which files.
struct PreCommitHook: Hashable {
  let id: ArraySlice<UInt8>
  /// What decides on which files it runs, and how it is called in messages.
  private(set) var selection: [ArraySlice<UInt8>] = []
  /// What a linter is told, where nothing that it is told makes it run another program.
  private(set) var options: [ArraySlice<UInt8>] = []
  /// Of a hook of this repository, where the program that it names comes from.
  private var environment: [ArraySlice<UInt8>] = []
  /// All the rest: programs, arguments, dependencies.
  private var program: [ArraySlice<UInt8>] = []
  /// How far the keys of the hook are indented; those of the value of one are further in.
  private var indentation: Int?
  private var part = \PreCommitHook.program
  private let isLinter: Bool
  private let isLocal: Bool

  /// `isPublic` where the hook comes from a repository of its own, `isLocal` where from the one that is judged.
  init(id: ArraySlice<UInt8>, isPublic: Bool, isLocal: Bool) {
    self.id = id
    self.isLocal = isLocal
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
        ? \PreCommitHook.selection
        : isLinter && key == "args"
          ? \PreCommitHook.options
          : isLocal && Self.providing.contains(key) ? \PreCommitHook.environment : \PreCommitHook.program
    }
    self[keyPath: part].append(line.indented(from: indentation))
  }

  private static let selecting: Set<String> = [
    "name", "description", "exclude", "files", "types", "types_or", "exclude_types", "verbose", "require_serial",
    "pass_filenames",
  ]

  private static let providing: Set<String> = ["language", "additional_dependencies"]

  /// Whether both run the same programs, in whatever versions, as far as these are said by name.
  func runs(like other: PreCommitHook) -> Bool {
    // What an anchor stands for may be written among the other lines.
    let isAnchor = { (byte: UInt8) in byte == UInt8(ascii: "*") || byte == UInt8(ascii: "&") }
    guard id == other.id, !(program + environment).joined().contains(where: isAnchor) else { return false }
    return program.map(Self.withoutVersion) == other.program.map(Self.withoutVersion)
      && (!isProvided(differentlyFrom: other) || isProvided(byNameLike: other))
  }

  /// Whether what comes to the other hook's packages bears the name that the hook has on both sides. Any other package may
  /// hold a command of the same name.
  private func isProvided(byNameLike other: PreCommitHook) -> Bool {
    guard let old = packages, let new = other.packages else { return false }
    let name = Self.text(id.drop { $0 != UInt8(ascii: ":") }.dropFirst())
    return new.subtracting(old).allSatisfy { ($0.split(separator: "/").last ?? "") == name }
  }

  /// Whether the programs come from elsewhere, whatever their versions.
  func isProvided(differentlyFrom other: PreCommitHook) -> Bool {
    environment.map(Self.withoutVersion) != other.environment.map(Self.withoutVersion)
  }

  /// The packages that are installed for the hook, by their names; `nil` where anything but a released version of a package
  /// is, or the entry is no command: `fail` runs nothing, `pygrep` takes it for a pattern, an image brings a whole system.
  private var packages: Set<Substring>? {
    var words: [Substring] = []
    for line in environment {
      let text = String(decoding: line, as: UTF8.self)
      words += text.split { $0 == " " || $0 == "," || $0 == "[" || $0 == "]" }.map {
        $0.drop { $0 == "'" || $0 == "\"" }.prefix { $0 != "'" && $0 != "\"" }
      }
    }
    guard let place = words.firstIndex(of: "language:"), words.indices.contains(place + 1),
      Self.running.contains(String(words[place + 1]))
    else { return nil }
    words.removeSubrange(place...place + 1)
    let dependencies = words.filter { $0 != "-" && $0 != "additional_dependencies:" }
    let names = dependencies.compactMap(Self.released)
    return names.count == dependencies.count ? Set(names) : nil
  }

  /// The languages in which the entry is a command (pre-commit.com, "Supported languages").
  private static let running: Set<String> = [
    "system", "script", "unsupported", "unsupported_script", "python", "node", "golang", "ruby", "rust",
  ]

  /// The name in `checkov==3.2.1`, `prettier@3.0.0`, `github.com/owner/name@v1.2.0`, `rubocop:1.60.0`.
  private static func released(_ dependency: Substring) -> Substring? {
    guard let mark = dependency.dropFirst().lastIndex(where: { "=@:".contains($0) }) else { return nil }
    var name = dependency[..<mark]
    if dependency[mark] == "=" {
      guard name.last == "=" else { return nil }
      name = name.dropLast()
    }
    let version = dependency[mark...].dropFirst().drop { $0 == "v" }
    guard let first = name.first, let number = version.first, first != ".", first != "/", "0"..."9" ~= number,
      name.dropFirst(first == "@" ? 1 : 0).utf8.allSatisfy({ $0.isASCIILetterOrDigit || "._-/".utf8.contains($0) }),
      version.utf8.allSatisfy({ $0.isASCIILetterOrDigit || "._-+".utf8.contains($0) })
    else { return nil }
    return name
  }

  /// The dependencies whose versions differ.
  func bumps(to other: PreCommitHook) -> [ActionVersions.Bump] {
    let provided = isProvided(differentlyFrom: other) ? [] : Array(zip(environment, other.environment))
    return (zip(program, other.program) + provided).compactMap { old, new in
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
