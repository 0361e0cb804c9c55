import Findings

/// An argument that says how long something is kept.
struct RetentionSetting: Sendable {
  let path: [String]
  private let types: Set<String>?
  private let whenAbsent: Retention
  private let zero: Retention

  /// `types` are separated by spaces; `nil` is every type. `zero` is what a value of 0 means.
  init(_ path: String, on types: String? = nil, whenAbsent: Retention = .unknown, zero: Retention = .off) {
    self.path = path.split(separator: ".").map(String.init)
    self.types = types.map { Set($0.split(separator: " ").map(String.init)) }
    self.whenAbsent = whenAbsent
    self.zero = zero
  }

  func applies(to type: String) -> Bool { types?.contains(type) ?? true }

  func retention(by argument: Argument) -> Retention {
    guard let value = argument.value else { return whenAbsent }
    guard value.isKnown, let number = value.numeric else { return .unknown }
    return number.isZero ? zero : .time(number)
  }
}

/// How long something is kept, in the unit of its argument.
enum Retention: Hashable, Sendable {
  case off
  case time(StaticNumber)
  case forever
  case unknown

  static func days(_ count: Int64) -> Retention { .time(StaticNumber(count)) }

  /// Whether less is kept than `other` keeps; `nil` when that is not known.
  func isShorter(than other: Retention) -> Bool? {
    switch (self, other) {
    case (.unknown, _), (_, .unknown): nil
    case (.off, _): other != .off
    case (_, .off), (.forever, _): false
    case (_, .forever): true
    case (.time(let left), .time(let right)): left < right
    }
  }
}

/// A retention on both sides of a resource.
struct RetentionChange {
  let resource: ResourceChange
  let before: Argument
  let after: Argument
  let from: Retention
  let to: Retention
}

extension ModuleChange {
  /// The retentions of `table` that changed in resources that both sides have.
  func retentionChanges(_ table: [RetentionSetting]) -> [RetentionChange] {
    var changes: [RetentionChange] = []
    for resource in instances where resource.fate == .kept {
      guard let before = resource.before, let after = resource.after else { continue }
      let ignored = head.ignoredArguments(of: after)
      var seen: Set<[String]> = []
      for setting in table where setting.applies(to: resource.type) && seen.insert(setting.path).inserted {
        guard !ignored.contains(setting.path.joined(separator: ".")) else { continue }
        let old = base.arguments(at: setting.path, of: before)
        let new = head.arguments(at: setting.path, of: after)
        for (old, new) in Self.paired(old, new) where !isSame(old, new) {
          changes.append(
            RetentionChange(
              resource: resource, before: old, after: new,
              from: setting.retention(by: old), to: setting.retention(by: new)))
        }
      }
    }
    return changes
  }
}
