import SQL

/// Whether the statements of a file run in a transaction, and what that transaction has done so far.
struct TransactionState: Sendable {
  /// Whether a transaction is open; `false` also where it is not known.
  private(set) var isOpen: Bool
  /// The constraints that the open transaction added as NOT VALID.
  private(set) var addedNotValid: Set<TableMember> = []
  /// What the open transaction did to each table; its locks are held to its end.
  private(set) var touched: [ObjectKey: TableEffect] = [:]
  /// Whether the tool opened it.
  private(set) var isTools = false
  /// Whether the file says BEGIN inside the tool's transaction: the COMMIT that follows is spoken of there.
  private(set) var isNested = false
  /// Whether the file took itself out of the tool's transaction.
  let isOptedOut: Bool
  /// Whether a slow statement ran while a strong lock was held.
  private(set) var isSlowUnderLock = false
  /// What it had done when each savepoint was set.
  private var savepoints: [(name: String, touched: [ObjectKey: TableEffect])] = []

  /// The state in which a tool of `habit` starts a file of so many statements; `isOptedOut` when the file
  /// says that it wants no transaction.
  init(_ habit: TransactionHabit, statements: Int, isOptedOut: Bool) {
    isOpen =
      switch habit {
      case .wrapped: !isOptedOut
      case .implicit: !isOptedOut && statements > 1
      case .unknown: false
      }
    isTools = habit == .wrapped && isOpen
    self.isOptedOut = isOptedOut && habit != .unknown
  }

  /// The strongest lock that the open transaction holds already, where it stops writes, and the table that a command
  /// with these effects is slow on meanwhile.
  func slowUnderLock(
    _ effects: [ObjectKey: TableEffect]
  ) -> (held: (table: ObjectKey, lock: TableLock), slow: ObjectKey)? {
    let strong = touched.filter { $0.value.lock >= .shareRowExclusive }
    guard isOpen,
      let held = strong.max(by: { ($0.value.lock, $1.key) < ($1.value.lock, $0.key) }).map({ ($0.key, $0.value.lock) })
    else { return nil }
    let slow = effects.filter { table, effect in
      // Where the command itself locks the same table as strongly, nobody waits longer.
      effect.isSlow && (table != held.0 || effect.lock < held.1)
    }
    return slow.keys.min().map { (held, $0) }
  }

  /// Takes in what `command` does, which has `effects` on tables.
  mutating func apply(_ command: Command, _ effects: [ObjectKey: TableEffect]) {
    switch command {
    case .transaction(let control): apply(control)
    case .alterTable(let alter) where isOpen:
      for case .addConstraint(let constraint) in alter.actions where constraint.isNotValid {
        guard let name = constraint.name else { continue }
        addedNotValid.insert(TableMember(table: ObjectKey(alter.name), name: name))
      }
    default: break
    }
    guard isOpen else { return }
    if slowUnderLock(effects) != nil { isSlowUnderLock = true }
    for (table, effect) in effects {
      if touched[table] == nil { touched[table] = effect } else { touched[table]?.add(effect) }
    }
  }

  private mutating func apply(_ control: TransactionControl) {
    switch control {
    case .begin:
      isNested = isTools
      isOpen = true
    case .commit, .rollback, .prepared:
      isOpen = false
      addedNotValid = []
      touched = [:]
      savepoints = []
      isSlowUnderLock = false
      isTools = false
      isNested = false
    case .savepoint(let name): savepoints.append((name, touched))
    case .release(let name):
      guard let index = savepoints.lastIndex(where: { $0.name == name }) else { return }
      savepoints.removeSubrange(index...)
    case .rollbackTo(let name):
      // The locks that were taken since are given back (documentation, section 13.3).
      guard let index = savepoints.lastIndex(where: { $0.name == name }) else { return }
      touched = savepoints[index].touched
      savepoints.removeSubrange((index + 1)...)
    case .characteristics: return
    }
  }
}
