import Attestation

/// Writes a trust root as a person would: one line per setting, in a fixed order, what is empty left out.
struct TrustRootEncoder {
  func text(of root: TrustRoot) -> String {
    var lines = [
      "version: \(root.version)", "repository: \(YAMLText.quoted(root.repository))",
      "expires: \(root.expires.text)",
    ]
    lines.append(root.principals.isEmpty ? "principals: []" : "principals:")
    lines += root.principals.flatMap(self.lines)
    if !root.roleRules.isEmpty { lines.append("roles:") }
    for (role, rule) in root.roleRules.sorted(by: { $0.key < $1.key }) {
      let members = rule.members.isEmpty ? "" : ", members: \(list(rule.members))"
      lines.append("  \(YAMLText.word(role)): { threshold: \(rule.threshold)\(members) }")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(of principal: Principal) -> [String] {
    var lines = ["  - id: \(YAMLText.word(principal.id))"]
    if principal.kind != .person { lines.append("    kind: \(principal.kind.rawValue)") }
    if !principal.emails.isEmpty { lines.append("    emails: \(list(principal.emails))") }
    if !principal.roles.isEmpty { lines.append("    roles: \(list(principal.roles))") }
    if !principal.keys.isEmpty { lines.append("    keys:") }
    for key in principal.keys {
      lines.append("      - key: \(YAMLText.quoted(key.key.line))")
      lines.append("        scheme: \(key.scheme.rawValue)")
      for (name, time) in [
        ("valid_from", key.validFrom), ("valid_until", key.validUntil), ("revoked_at", key.revokedAt),
      ] {
        if let time { lines.append("        \(name): \(time.text)") }
      }
    }
    return lines
  }

  private func list(_ words: [String]) -> String { "[\(words.map(YAMLText.word).joined(separator: ", "))]" }
}
