/// A value of a field, or what it is compared with.
public enum FieldValue: Hashable, Sendable {
  case text(String)
  case integer(Int)
  case boolean(Bool)
  case list([FieldValue])

  /// What error messages call its type.
  var typeName: String {
    switch self {
    case .text: "text"
    case .integer: "a whole number"
    case .boolean: "true or false"
    case .list: "a list"
    }
  }

  /// Text is equal when its bytes are; `String` itself would take two spellings of `é` for one.
  static func isEqual(_ left: FieldValue, _ right: FieldValue) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
    case (.list(let left), .list(let right)): left.elementsEqual(right, by: isEqual)
    default: left == right
    }
  }
}
