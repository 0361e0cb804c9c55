import SQL

/// Whether the statements of a file run in a transaction, and what that transaction has done so far.
struct TransactionState: Sendable {
  /// Whether a transaction is open; `false` also where it is not known.
  private(set) var isOpen: Bool
  /// The constraints that the open transaction added as NOT VALID.
  private(set) var addedNotValid: Set<TableMember> = []

  /// The state in which a tool of `habit` starts a file of so many statements; `isOptedOut` when the file
  /// says that it wants no transaction.
  init(_ habit: TransactionHabit, statements: Int, isOptedOut: Bool) {
    isOpen =
      switch habit {
      case .wrapped: !isOptedOut
      case .implicit: !isOptedOut && statements > 1
      case .unknown: false
      }
  }

  /// Takes in what `command` does.
  mutating func apply(_ command: Command) {
    switch command {
    case .transaction(.begin): isOpen = true
    case .transaction(.commit), .transaction(.rollback), .transaction(.prepared):
      isOpen = false
      addedNotValid = []
    case .alterTable(let alter) where isOpen:
      for case .addConstraint(let constraint) in alter.actions where constraint.isNotValid {
        guard let name = constraint.name else { continue }
        addedNotValid.insert(TableMember(table: ObjectKey(alter.name), name: name))
      }
    default: return
    }
  }
}
