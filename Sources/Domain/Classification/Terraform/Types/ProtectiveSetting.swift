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
    case prefixes([String])
    case only(Set<String>)
  }

  enum Test: Sendable {
    /// These values protect, every other one does not. Compared in lower case.
    case protects(Set<String>)
    /// These values do not protect, every other one does. Compared in lower case.
    case exposes(Set<String>)
    /// Any value protects but for an empty one.
    case isSet
    /// A list protects when something is in it.
    case isNotEmpty
    /// A list of address blocks protects when the whole world is not in it.
    case isWithoutWorld
    /// A version or policy of TLS protects when it is 1.2 or later.
    case isModernTLS
  }

  /// `types` are separated by spaces; one that ends in an underscore is a prefix; `any` is every type.
  init(_ path: String, on types: String = "any", _ test: Test, whenAbsent: Protection) {
    self.path = path.split(separator: ".").map(String.init)
    self.types =
      switch types {
      case "any": .any
      case _ where types.hasSuffix("_") && types.contains(" "): .prefixes(types.split(separator: " ").map(String.init))
      case _ where types.hasSuffix("_"): .prefix(types)
      default: .only(Set(types.split(separator: " ").map(String.init)))
      }
    self.test = test
    self.whenAbsent = whenAbsent
  }

  /// Whether it protects nothing but the block that it stands in, of which there are several: with the block, what was
  /// protected is gone.
  var isOfPart: Bool { path.first == "volume" }

  func applies(to type: String) -> Bool {
    switch types {
    case .any: true
    case .prefix(let prefix): type.hasPrefix(prefix)
    case .prefixes(let prefixes): prefixes.contains { type.hasPrefix($0) }
    case .only(let types): types.contains(type)
    }
  }

  func protection(by argument: Argument) -> Protection {
    guard let value = argument.value else { return whenAbsent }
    switch test {
    case .isNotEmpty: return value.elements.map { $0.isEmpty ? .off : .on } ?? .unknown
    case .isWithoutWorld:
      guard let elements = value.elements else { return .unknown }
      if elements.contains(where: { ["0.0.0.0/0", "::/0", "*"].contains($0.string ?? "") }) { return .off }
      return value.isKnown ? (elements.isEmpty ? whenAbsent : .on) : .unknown
    // Where the value comes from does not matter.
    case .isSet where !value.isKnown: return .on
    case .protects, .exposes, .isSet, .isModernTLS: break
    }
    guard value.isKnown, let text = value.string?.lowercased() else { return .unknown }
    return switch test {
    case .protects(let values): values.contains(text) ? .on : .off
    case .exposes(let values): values.contains(text) ? .off : .on
    case .isModernTLS: TLSPolicyName.isModern(text) ? .on : .off
    case .isSet: text.isEmpty ? .off : .on
    case .isNotEmpty, .isWithoutWorld: .unknown
    }
  }
}

extension ProtectiveSetting.Test {
  /// `true` protects.
  static let whenTrue = ProtectiveSetting.Test.protects(["true"])

  /// `false` protects.
  static let whenFalse = ProtectiveSetting.Test.exposes(["true"])

  static let whenSet = ProtectiveSetting.Test.isSet
  static let whenNotEmpty = ProtectiveSetting.Test.isNotEmpty
  static let whenWithoutWorld = ProtectiveSetting.Test.isWithoutWorld
  static let whenModernTLS = ProtectiveSetting.Test.isModernTLS
}

/// The names that clouds give to versions and policies of TLS.
enum TLSPolicyName {
  /// Whether nothing older than TLS 1.2 is accepted: `TLSv1.2_2021`, `ELBSecurityPolicy-TLS13-1-2-2021-06`, `1.2`,
  /// `TLS1_2`, `Policy-Min-TLS-1-2-2019-07`. `text` is in lower case.
  static func isModern(_ text: String) -> Bool {
    let digits = text.map { $0.isNumber || $0.isLetter ? $0 : "." }
    let plain = String(digits)
    // The policies of AWS for balancers that name 1.3 come with the oldest version they accept behind it.
    if let rest = plain.split(separator: "tls13.", maxSplits: 1).dropFirst().first {
      return !rest.hasPrefix("1.0") && !rest.hasPrefix("1.1")
    }
    if plain.hasPrefix("elbsecuritypolicy") { return plain.contains("1.2") || plain.contains("tls12") }
    return ["1.2", "1.3", "12", "13"].contains { plain.hasSuffix($0) }
      || ["v1.2.", "tls.1.2.", "tls12.", "v1.3"].contains { plain.contains($0) }
  }
}

/// Whether something is protected.
enum Protection: Hashable, Sendable {
  case on
  case off
  case unknown
}
