/// A JSON value with its place in the file.
///
/// The JSON syntax of HCL needs what a plain JSON reader drops: where a value stands, and names that occur twice in
/// one object, which for a block type mean two blocks (json/spec.md of hashicorp/hcl).
struct JSONNode {
  indirect enum Value {
    case null
    case bool(Bool)
    /// With the text of the source.
    case number(String)
    /// Unescaped.
    case string(String)
    case array([JSONNode])
    case object([JSONMember])
  }

  let value: Value
  let range: HCL.ByteRange
}

/// A name and a value of a JSON object.
struct JSONMember {
  let name: String
  let nameRange: HCL.ByteRange
  let node: JSONNode

  var range: HCL.ByteRange { nameRange.through(node.range) }
}
