import Attestation
import Findings
import YAML

extension NodeReader {
  /// A time `2027-06-30T00:00:00Z`, or a day `2027-06-30` for its first second, in UTC.
  func time(_ node: YAMLNode) throws(Failure) -> Timestamp {
    guard case .scalar(let text, _) = node.content,
      let time = Timestamp(text) ?? Timestamp("\(text)T00:00:00Z")
    else {
      throw failure(
        node, "expected a time, not \(described(node))",
        hint: "write 2027-06-30 or 2027-06-30T12:00:00Z (UTC)")
    }
    return time
  }
}
