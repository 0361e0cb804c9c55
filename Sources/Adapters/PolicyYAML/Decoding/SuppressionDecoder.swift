import Attestation
import Findings
import Policy
import YAML

/// Reads suppressions.
struct SuppressionDecoder: Sendable {
  let reader: NodeReader

  func suppressions(_ node: YAMLNode) throws(Failure) -> [Suppression] {
    var suppressions: [Suppression] = []
    for element in try reader.elements(node) {
      let fields = try FieldReader(
        element, reader, "a suppression", keys: ["fingerprint", "kind", "path", "reason", "owner", "expires"])
      suppressions.append(
        Suppression(
          subject: try subject(fields), reason: try reader.text(fields.required("reason")),
          owner: try reader.text(fields.required("owner")),
          expires: try reader.time(fields.required("expires")).seconds,
          location: reader.file.location(element.position)))
    }
    return suppressions
  }

  private func subject(_ fields: FieldReader) throws(Failure) -> Suppression.Subject {
    guard let node = fields["fingerprint"] else {
      let kind = try reader.text(fields.required("kind"))
      return .kind(kind, path: Glob(try reader.text(fields.required("path"))))
    }
    if let other = fields["kind"] ?? fields["path"] {
      throw reader.failure(other, "a suppression has a fingerprint, or a kind with a path, not both")
    }
    // Digits alone could be plain in YAML and still be a digest.
    guard case .scalar(let text, _) = node.content, let digest = Digest(hex: text) else {
      throw reader.failure(
        node, "a fingerprint is 64 lower-case hexadecimal digits, not \(reader.described(node))")
    }
    return .fingerprint(digest)
  }
}
