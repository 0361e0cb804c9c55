import Findings
import Policy

/// A finding in two lines, as every text report shows it: where, what, and from what to what.
enum FindingText {
  static func lines(_ assessed: AssessedFinding, colour: Bool) -> [String] {
    let finding = assessed.finding
    let score =
      String(repeating: " ", count: max(0, 4 - String(assessed.score.value).count)) + "\(assessed.score.value)"
    let letter = assessed.level.rawValue.prefix(1).uppercased()
    var place = finding.location.path.display
    if finding.location.line > 0 { place += ":\(finding.location.line)" }
    if finding.location.side == .base { place += " (before)" }
    let weight: TextColour = assessed.level >= .high ? .red : .yellow
    var second = [finding.kind.title.lowercased()]
    if let values = delta(finding) { second.append(values) }
    if !finding.kind.reversible { second.append("irreversible") }
    if let environment = assessed.environment { second.append(environment) }
    if finding.confidence == .symbolic { second.append("value known only at run time") }
    if let suppression = assessed.suppressed {
      second.append("suppressed: \(DisplayText.escaping(suppression.reason))")
    }
    return [
      " \(weight.paint("\(score) \(letter)", if: colour))  \(place)   \(TextColour.bold.paint(finding.resource, if: colour))",
      "         \(second.joined(separator: " · "))   [\(finding.kind.id)]",
    ]
  }

  static func delta(_ finding: Finding) -> String? {
    switch (finding.before?.shown, finding.after?.shown) {
    case (let before?, let after?): "\(before) → \(after)"
    case (let before?, nil): "was \(before)"
    case (nil, let after?): after
    case (nil, nil): nil
    }
  }
}

/// The colours of text reports; never the only carrier of a meaning.
enum TextColour: String {
  case red = "31"
  case yellow = "33"
  case green = "32"
  case bold = "1"

  /// The text in this colour, if colour is on.
  func paint(_ text: String, if isOn: Bool) -> String { isOn ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text }
}
