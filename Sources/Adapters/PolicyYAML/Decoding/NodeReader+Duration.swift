import Findings
import YAML

extension NodeReader {
  /// The longest time that a policy can ask for: 30 days.
  private static let longestDuration = 30 * 86_400

  /// A duration such as `45s`, `30m`, `4h` or `2d`, in seconds.
  func duration(_ node: YAMLNode) throws(Failure) -> Int {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard case .scalar(let text, _) = node.content, let unit = text.last.flatMap({ units[$0] }),
      let count = Self.decimal(String(text.dropLast())), count >= 0
    else {
      throw failure(
        node, "expected a duration, not \(described(node))",
        hint: "write a number and s, m, h or d, such as 30m")
    }
    let (seconds, overflow) = count.multipliedReportingOverflow(by: unit)
    guard !overflow, seconds <= Self.longestDuration else {
      throw failure(node, "'\(YAMLFile.shown(text))' is longer than 30 days")
    }
    return seconds
  }
}
