import Findings
import SQL

/// The settings of the connection that change what later statements do.
struct SessionState: Hashable, Sendable {
  /// The servers at the other end.
  let servers: ServerVersions
  private var settings: [String: String] = [:]
  /// What SET LOCAL gave, until the transaction ends.
  private var localSettings: [String: String] = [:]
  /// Whether a table was locked while nothing bounded the wait for it.
  private(set) var hasLockedForEver = false
  /// Whether a table was locked against readers.
  private(set) var hasLocked = false
  /// The tables that the file has written anew, and how often.
  var rebuilt: [ObjectKey: Int] = [:]

  init(_ servers: ServerVersions = ServerVersions()) { self.servers = servers }

  /// Whether a PostgreSQL before `version` may be at the other end.
  func isBeforePostgres(_ version: ServerVersion) -> Bool { servers.mayBe(.postgresql, before: version) }

  /// Settings that matter here.
  private static let known: Set<String> = ["timezone", "lock_timeout", "foreign_key_checks", "foreign_keys"]

  /// Whether the session's time zone is known to be that of UTC all year round.
  var isUTC: Bool {
    guard let zone = value(of: "timezone")?.lowercased() else { return false }
    return ["utc", "etc/utc", "gmt", "etc/gmt", "uct", "zulu", "etc/zulu", "0", "+00", "gmt+0", "gmt0"].contains(zone)
  }

  /// `lock_timeout` as it was set; `nil` when nothing says it.
  var lockTimeout: String? { value(of: "lock_timeout") }

  /// Whether it was set to 0 in any unit, which waits for ever.
  var isLockTimeoutDisabled: Bool {
    guard let lockTimeout else { return false }
    let digits = lockTimeout.utf8.drop { $0 == UInt8(ascii: " ") }.prefix { $0.isASCIIDigit }
    return !digits.isEmpty && digits.allSatisfy { $0 == UInt8(ascii: "0") }
  }

  /// Whether MySQL was told not to check foreign keys, which spares it the copy.
  var skipsForeignKeys: Bool { SetVariable.isOff(value(of: "foreign_key_checks")) }

  /// Whether SQLite was told not to enforce foreign keys.
  var ignoresForeignKeys: Bool { SetVariable.isOff(value(of: "foreign_keys")) }

  private func value(of setting: String) -> String? { localSettings[setting] ?? settings[setting] }

  /// Takes in a setting, by `SET`, `RESET` or `set_config`.
  ///
  /// In a transaction, SQLite passes over `PRAGMA foreign_keys`.
  mutating func apply(_ command: Command, _ effects: [ObjectKey: TableEffect] = [:], inTransaction: Bool = false) {
    if isLockTimeoutDisabled, effects.values.contains(where: \.lock.stopsWrites) { hasLockedForEver = true }
    if effects.values.contains(where: { $0.lock == .accessExclusive }) { hasLocked = true }
    switch command {
    case .transaction(.commit), .transaction(.rollback): localSettings = [:]
    case .set(let variable) where variable.name == "all": (settings, localSettings) = ([:], [:])
    case .set(let variable) where variable.name == "foreign_keys" && inTransaction: return
    case .set(let variable): set(variable.name, variable.value, isLocal: variable.scope == .local)
    case .select(let query):
      for call in query.calls where call.name.name == "set_config" && call.arguments.count > 1 {
        guard let name = call.arguments[0]?.lowercased() else { continue }
        set(name, call.arguments[1], isLocal: call.arguments.count > 2 && call.arguments[2] == "true")
      }
    default: return
    }
  }

  private mutating func set(_ name: String, _ value: String?, isLocal: Bool) {
    let name = name == "time zone" ? "timezone" : name
    guard Self.known.contains(name) else { return }
    localSettings[name] = isLocal ? value : nil
    if !isLocal { settings[name] = value }
  }
}

extension SetVariable {
  /// Whether the value switches something off.
  var isOff: Bool { Self.isOff(value) }

  /// Whether `value` does, as SQLite and MySQL spell it.
  static func isOff(_ value: String?) -> Bool { ["0", "off", "false", "no"].contains(value?.lowercased()) }

  /// Whether the value switches something on.
  var isOn: Bool { ["1", "on", "true", "yes"].contains(value?.lowercased()) }
}
