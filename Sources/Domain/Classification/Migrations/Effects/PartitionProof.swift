import SQL

/// Whether the checks of a table prove where its rows lie, so that the server need not read them
/// (`ConstraintImpliedByRelConstraint` in src/backend/commands/tablecmds.c), as far as comparisons of one column with
/// literals go.
struct PartitionProof {
  let table: TableState
  let column: String

  /// `nil` where the partition key is not one plain column.
  init?(_ table: TableState, partitionOf parent: TableState) {
    guard let key = parent.partitionKey, key.count == 1, let column = key[0] else { return nil }
    self.table = table
    self.column = column
  }

  private var comparisons: [ColumnComparison] {
    table.constraints.values.filter { $0.kind == .check && $0.isValidated }
      .flatMap { $0.check?.comparisons ?? [] }.filter { $0.column == column }
  }

  /// Whether every row lies within `bound`.
  func isInside(_ bound: PartitionBound) -> Bool {
    guard table.isProvenNotNull(column) else { return false }
    switch bound {
    case .list(let values):
      return comparisons.contains { $0.operator == .equal && values.contains($0.value) }
    case .range(let from, let to):
      guard from.count == 1, to.count == 1 else { return false }
      let isAbove = from[0].map { low in comparisons.contains { $0.isAtLeast(low) } } ?? true
      let isBelow = to[0].map { high in comparisons.contains { $0.isBelow(high) } } ?? true
      return isAbove && isBelow
    case .default, .other: return false
    }
  }

  /// Whether no row lies within `bound`.
  func isOutside(_ bound: PartitionBound) -> Bool {
    switch bound {
    case .list(let values):
      return comparisons.contains { $0.operator == .equal && !values.contains($0.value) && !values.contains(nil) }
    case .range(let from, let to):
      guard from.count == 1, to.count == 1 else { return false }
      return to[0].map { high in comparisons.contains { $0.isAtLeast(high) } } ?? false
        || from[0].map { low in comparisons.contains { $0.isBelow(low) } } ?? false
    case .default, .other: return false
    }
  }
}

extension ColumnComparison {
  /// Whether what satisfies it is `low` or more.
  fileprivate func isAtLeast(_ low: String) -> Bool {
    switch self.operator {
    case .greaterOrEqual, .greater, .equal: Self.order(low, value) <= 0
    case .less, .lessOrEqual: false
    }
  }

  /// Whether what satisfies it is less than `high`.
  fileprivate func isBelow(_ high: String) -> Bool {
    switch self.operator {
    case .less: Self.order(value, high) <= 0
    case .lessOrEqual, .equal: Self.order(value, high) < 0
    case .greater, .greaterOrEqual: false
    }
  }

  /// The order of two literals that are whole numbers or dates of one length: negative, zero or positive. Of others
  /// it is not known, which proves nothing.
  private static func order(_ left: String, _ right: String) -> Int {
    if let left = Int(left), let right = Int(right) { return left < right ? -1 : left > right ? 1 : 0 }
    if left == right { return 0 }
    let isDate = [left, right].allSatisfy {
      $0.utf8.count == 10 && $0.utf8.filter { $0 == UInt8(ascii: "-") }.count == 2
    }
    return isDate && left < right ? -1 : 1
  }
}
