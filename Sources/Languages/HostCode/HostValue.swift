/// What an argument of a call is, as far as its text tells.
public indirect enum HostValue: Hashable, Sendable {
  case string(HostString)
  case symbol(String)
  case number(String)
  case boolean(Bool)
  case null
  case list([HostValue])
  /// `{a: 1}`, `'a' => 1`, keyword arguments.
  case map([HostArgument])
  case call(HostCall)
  /// A name that is no call: a variable, a constant, `Sequelize.STRING`.
  case name(String)
  /// The body of a function, as the code that stands in it.
  case block(Range<Int>)
  case other

  /// The text of a string or symbol that is written out whole.
  public var text: String? {
    switch self {
    case .string(let string) where !string.isInterpolated: string.text
    case .symbol(let name): name
    default: nil
    }
  }

  /// The truth that is written out.
  public var truth: Bool? { if case .boolean(let value) = self { value } else { nil } }

  public var isNull: Bool { self == .null }

  /// The items of a list, or the one value that stands in its place.
  public var items: [HostValue] { if case .list(let items) = self { items } else { [self] } }

  /// The entries of a map.
  public var entries: [HostArgument] { if case .map(let entries) = self { entries } else { [] } }

  /// The value under a name in a map.
  public subscript(_ name: String) -> HostValue? { entries.first { $0.label == name }?.value }
}

/// A string in host code.
public struct HostString: Hashable, Sendable {
  public let text: String
  public let isInterpolated: Bool
  /// Where its text starts in the file.
  public let start: Int
}

/// An argument, or an entry of a map.
public struct HostArgument: Hashable, Sendable {
  public let label: String?
  public let value: HostValue

  /// An argument from its parts.
  public init(label: String?, value: HostValue) {
    self.label = label
    self.value = value
  }
}

/// A call of a function or method, with what is called on its result.
public struct HostCall: Hashable, Sendable {
  /// What stands before the name, joined by dots: `op`, `knex.schema`, `Schema`, `$table`; empty for none.
  public let receiver: String
  public let name: String
  public let arguments: [HostArgument]
  /// The code of a block behind the call.
  public let block: Range<Int>?
  /// The calls on its result, in order.
  public let chain: [HostCall]
  /// Its bytes in the file, its chain included.
  public let range: Range<Int>

  /// The unlabelled arguments.
  public var positional: [HostValue] { arguments.filter { $0.label == nil }.map(\.value) }

  /// An argument by its name, also one in a map that stands last.
  public subscript(_ name: String) -> HostValue? {
    arguments.first { $0.label == name }?.value ?? positional.last?[name]
  }

  /// The call on its result with one of these names.
  public func chained(_ names: String...) -> HostCall? { chain.first { names.contains($0.name) } }

  /// The same call under the name that its first argument gives, where `names` are those by which a language calls a
  /// method by its name (`send(:drop_table, :users)`).
  public func dispatched(by names: Set<String>) -> HostCall? {
    guard names.contains(name), let first = arguments.first, first.label == nil, let method = first.value.text else {
      return nil
    }
    return HostCall(
      receiver: receiver, name: method, arguments: Array(arguments.dropFirst()), block: block, chain: chain,
      range: range)
  }
}
