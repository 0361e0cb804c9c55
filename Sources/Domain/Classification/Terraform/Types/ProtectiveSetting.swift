/// An argument that protects what a resource holds, and when it does so.
struct ProtectiveSetting: Sendable {
  /// The names of the nested blocks around the argument, then its own.
  let path: [String]
  let types: Types
  let test: Test
  /// What holds when the argument is not written: the provider's default.
  let whenAbsent: Protection

  enum Types: Sendable {
    case any
    /// All types of one provider: `aws_`.
    case prefix(String)
    case only(Set<String>)
  }

  enum Test: Sendable {
    /// These values protect, every other one does not. Compared in lower case.
    case protects(Set<String>)
    /// These values do not protect, every other one does. Compared in lower case.
    case exposes(Set<String>)
  }

  /// `types` are separated by spaces; one that ends in an underscore is a prefix; `any` is every type.
  init(_ path: String, on types: String = "any", _ test: Test, whenAbsent: Protection) {
    self.path = path.split(separator: ".").map(String.init)
    self.types =
      switch types {
      case "any": .any
      case _ where types.hasSuffix("_"): .prefix(types)
      default: .only(Set(types.split(separator: " ").map(String.init)))
      }
    self.test = test
    self.whenAbsent = whenAbsent
  }

  func applies(to type: String) -> Bool {
    switch types {
    case .any: true
    case .prefix(let prefix): type.hasPrefix(prefix)
    case .only(let types): types.contains(type)
    }
  }

  func protection(by argument: Argument) -> Protection {
    guard let value = argument.value else { return whenAbsent }
    guard value.isKnown, let text = value.string?.lowercased() else { return .unknown }
    return switch test {
    case .protects(let values): values.contains(text) ? .on : .off
    case .exposes(let values): values.contains(text) ? .off : .on
    }
  }
}

extension ProtectiveSetting.Test {
  /// `true` protects.
  static let whenTrue = ProtectiveSetting.Test.protects(["true"])

  /// `false` protects.
  static let whenFalse = ProtectiveSetting.Test.exposes(["true"])
}

/// Whether something is protected.
enum Protection: Hashable, Sendable {
  case on
  case off
  case unknown
}
