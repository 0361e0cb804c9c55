import Findings

/// A `.pre-commit-config.yaml` as far as an edit of it is judged: its repositories and their hooks, by lines.
///
/// Read by indentation and not as YAML, and only to recognise two harmless edits; whatever does not have the usual shape is
/// not recognised and stays a changed hook.
struct PreCommitConfiguration {
  /// What an edit comes to when it takes nothing away.
  enum Edit: Hashable, Sendable {
    /// The same is written in another way.
    case same
    /// Only the versions (`rev:`) of repositories changed.
    case versions([ActionVersions.Bump])
    /// Other files are given to hooks that run what they ran; versions may have changed too.
    case selections([String])
    /// Linters that run as they ran are told something else; versions and selections may have changed too.
    case options([String])
    /// The programs that hooks of this repository name come from elsewhere; all of the above may have changed too.
    case environments([String])
    /// Hooks or repositories were added, every other line standing as it was; versions may have changed too.
    case additions([String])
  }

  private struct Repository {
    /// The lines before its hooks, without `rev:`, each from where its keys stand.
    var head: [ArraySlice<UInt8>]
    var revision = ""
    var hooks: [PreCommitHook] = []
    /// How far its keys are indented.
    var indentation: Int?

    /// Whether `other` is the same repository, by an address that is no easier to tamper with.
    func isSame(asSafely other: Repository) -> Bool {
      guard let old = RemoteAddress(PreCommitConfiguration.text(head.first)),
        let new = RemoteAddress(PreCommitConfiguration.text(other.head.first))
      else { return false }
      return old.place == new.place && (new.isAuthenticated || !old.isAuthenticated)
        && head.dropFirst() == other.head.dropFirst()
    }
  }

  /// The address of a repository of hooks on some host.
  private struct RemoteAddress {
    /// Host and path, however they are written.
    let place: Substring
    /// Whether the host proves who it is: `git://` and `http://` believe whoever answers.
    let isAuthenticated: Bool

    init?(_ written: String) {
      var rest = written[...]
      let schemes = ["https://", "ssh://git@", "ssh://", "git@", "git://", "http://"]
      guard let scheme = schemes.first(where: rest.hasPrefix) else { return nil }
      rest = rest.dropFirst(scheme.utf8.count)
      isAuthenticated = scheme != "git://" && scheme != "http://"
      while rest.hasSuffix("/") { rest = rest.dropLast() }
      if rest.hasSuffix(".git") { rest = rest.dropLast(4) }
      // `git@host:owner/name`
      if scheme == "git@", let colon = rest.firstIndex(of: ":") {
        rest.replaceSubrange(colon...colon, with: "/")
      }
      place = rest
      // Ports, users and quotes are beyond what is compared.
      guard place.contains("/"), !place.contains(where: { ":@\"' #".contains($0) }) else { return nil }
    }
  }

  /// The lines before the first repository: settings for all hooks.
  private var settings: [ArraySlice<UInt8>] = []
  private var repositories: [Repository] = []

  /// What a new file comes to; `nil` when it is not understood, or runs something that is not a version of what others publish.
  static func creation(of head: [UInt8]) -> Edit? {
    let lines = CommentSyntax.yaml.meaningfulLines(head).map { $0.drop(while: \.isBlank) }
    guard let new = PreCommitConfiguration(head),
      new.repositories.allSatisfy({ $0.revision.contains { $0.isNumber } && text($0.head.first) != "local" }),
      !lines.contains(where: { line in ["entry:", "language:"].contains { line.starts(with: $0.utf8) } })
    else { return nil }
    return .additions(new.repositories.map { text($0.head.first) })
  }

  /// The edit from `base` to `head`; `nil` when it is neither harmless nor understood.
  static func edit(from base: [UInt8], to head: [UInt8]) -> Edit? {
    guard let old = PreCommitConfiguration(base), let new = PreCommitConfiguration(head), old.settings == new.settings
    else { return nil }
    var bumps: [ActionVersions.Bump] = []
    var tuned: [String] = []
    var told: [String] = []
    var moved: [String] = []
    var added: [String] = []
    var rest = new.repositories
    for repository in old.repositories {
      guard
        let index = rest.firstIndex(where: { $0.head == repository.head })
          ?? rest.firstIndex(where: { repository.isSame(asSafely: $0) })
      else { return nil }
      let now = rest.remove(at: index)
      var hooks = now.hooks
      for hook in repository.hooks {
        guard let place = hooks.firstIndex(of: hook) ?? hooks.firstIndex(where: { hook.runs(like: $0) }) else {
          return nil
        }
        let match = hooks.remove(at: place)
        bumps += hook.bumps(to: match)
        if match.isProvided(differentlyFrom: hook) { moved.append(text(hook.id)) }
        if match.options != hook.options { told.append(text(hook.id)) }
        if match.selection != hook.selection { tuned.append(text(hook.id)) }
      }
      if now.revision != repository.revision {
        bumps.append(.init(action: text(now.head.first), from: repository.revision, to: now.revision))
      }
      added += hooks.map { text($0.id) }
    }
    added += rest.map { text($0.head.first) }
    if !added.isEmpty { return .additions(added) }
    if !moved.isEmpty { return .environments(moved) }
    if !told.isEmpty { return .options(told) }
    if !tuned.isEmpty { return .selections(tuned) }
    if !bumps.isEmpty { return .versions(bumps) }
    // In another order some hooks may not be reached any more.
    return old.names == new.names ? .same : nil
  }

  /// Where hooks come from and what they are called, in their order.
  private var names: [[String]] {
    repositories.map { repository in
      let place = Self.text(repository.head.first)
      return [RemoteAddress(place).map { String($0.place) } ?? place] + repository.hooks.map { Self.text($0.id) }
    }
  }

  private init?(_ bytes: [UInt8]) {
    for line in CommentSyntax.yaml.meaningfulLines(bytes) {
      let words = Self.withoutComment(Self.item(line.drop(while: \.isBlank)))
      if words.starts(with: "- repo:".utf8) {
        repositories.append(Repository(head: [words]))
      } else if repositories.isEmpty {
        // The start of the document says nothing.
        if !line.elementsEqual("---".utf8) { settings.append(line) }
      } else {
        // A key at the margin after the list is a setting again: not the shape that is understood.
        guard line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "-") else { return nil }
        Self.read(words, line, into: &repositories[repositories.count - 1])
      }
    }
    guard !repositories.isEmpty else { return nil }
  }

  /// The line without the comment after a plain name; other lines as they are, for `#` may stand in a text.
  private static func withoutComment(_ words: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard ["- id:", "rev:"].contains(where: { words.starts(with: $0.utf8) }) else { return words }
    var end = words.endIndex
    for index in words.indices.dropFirst() where words[index] == UInt8(ascii: "#") && words[index - 1].isBlank {
      end = index
      break
    }
    let name = words[..<end]
    guard !name.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }) else { return words }
    return name.prefix((name.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? name.startIndex) - name.startIndex)
  }

  private static func read(
    _ words: ArraySlice<UInt8>, _ line: ArraySlice<UInt8>, into repository: inout Repository
  ) {
    if repository.indentation == nil { repository.indentation = line.indentation }
    if words.starts(with: "- id:".utf8) {
      let place = text(repository.head.first)
      repository.hooks.append(
        PreCommitHook(id: words, isPublic: RemoteAddress(place) != nil, isLocal: place == "local"))
    } else if !repository.hooks.isEmpty {
      repository.hooks[repository.hooks.count - 1].read(words, line)
    } else if words.starts(with: "rev:".utf8) {
      repository.revision = String(decoding: words.dropFirst("rev:".utf8.count).drop(while: \.isBlank), as: UTF8.self)
    } else {
      repository.head.append(line.indented(from: repository.indentation ?? line.indentation))
    }
  }

  /// An item of a list with one space behind its dash.
  private static func item(_ words: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard words.starts(with: "-  ".utf8) else { return words }
    return "- ".utf8 + words.dropFirst().drop(while: \.isBlank)
  }

  private static func text(_ line: ArraySlice<UInt8>?) -> String {
    guard let line, let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return "" }
    return String(decoding: line[(colon + 1)...].drop(while: \.isBlank), as: UTF8.self)
  }
}
