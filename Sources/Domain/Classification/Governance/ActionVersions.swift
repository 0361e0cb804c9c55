import Findings

/// The versions of the actions that a workflow of GitHub, Gitea or Forgejo uses (`uses: owner/name@version`).
enum ActionVersions {
  /// One action whose version changed.
  struct Bump: Hashable, Sendable {
    let action: String
    let from: String
    let to: String
  }

  /// The versions that changed, when nothing else did but comments; `nil` when something else changed, such
  /// as a commit id that became a tag, or when the gate's own action is among them: its version decides what
  /// judges the next change.
  static func bumps(from base: [UInt8], to head: [UInt8]) -> [Bump]? {
    let old = CommentSyntax.yaml.meaningfulLines(base)
    let new = CommentSyntax.yaml.meaningfulLines(head)
    guard old.count == new.count else { return nil }
    var bumps: [Bump] = []
    for (left, right) in zip(old, new) where left != right {
      guard let before = Use(left), let after = Use(right), before.prefix == after.prefix,
        after.isVersion, after.isPinned || !before.isPinned, !GateMention.stands(in: left)
      else { return nil }
      if before.version != after.version {
        bumps.append(Bump(action: before.action, from: before.version, to: after.version))
      }
    }
    return bumps.isEmpty ? nil : bumps
  }

  /// A line that uses a versioned action.
  private struct Use {
    /// Everything up to the `@`, indentation included.
    let prefix: ArraySlice<UInt8>
    let action: String
    let version: String

    init?(_ line: ArraySlice<UInt8>) {
      var start = line.drop(while: \.isBlank)
      if start.starts(with: "- ".utf8) { start = start.dropFirst(2).drop(while: \.isBlank) }
      guard start.starts(with: "uses:".utf8) else { return nil }
      let words = start.dropFirst("uses:".utf8.count).split(whereSeparator: \.isBlank)
      guard let use = words.first, words.count == 1 || words[1].first == UInt8(ascii: "#"),
        let at = use.firstIndex(of: UInt8(ascii: "@")), use[..<at].allSatisfy(Self.isNameByte),
        !use[(at + 1)...].isEmpty, use[(at + 1)...].allSatisfy(Self.isNameByte)
      else { return nil }
      prefix = line[..<at]
      action = String(decoding: use[..<at], as: UTF8.self)
      version = String(decoding: use[(at + 1)...], as: UTF8.self)
    }

    /// Whether the version is a full commit id, which nobody can move.
    var isPinned: Bool { [40, 64].contains(version.utf8.count) && Hex.decode(version) != nil }

    /// Whether it is a commit id or a version number, not a branch.
    var isVersion: Bool {
      let number = version.first == "v" ? version.dropFirst() : version[...]
      return isPinned || number.first.map { "0"..."9" ~= $0 } ?? false
    }

    /// No quotes, no expressions: a version that is computed is not a version.
    private static func isNameByte(_ byte: UInt8) -> Bool {
      byte.isASCIILetterOrDigit || "._-/".utf8.contains(byte)
    }
  }
}
