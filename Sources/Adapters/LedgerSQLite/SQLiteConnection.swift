import CSQLite
import Findings

/// An open database, closed with its owner: the handle never leaves it.
@safe struct SQLiteConnection: ~Copyable {
  private let handle: OpaquePointer

  /// How long a statement waits for another process's transaction, which writes one small page or two.
  private static let busyMilliseconds: Int32 = 10_000

  /// Opens an existing file.
  init(_ path: String, isReadOnly: Bool) throws(Failure) {
    var opened: OpaquePointer?
    let mode = isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
    let status = unsafe sqlite3_open_v2(path, &opened, mode | SQLITE_OPEN_FULLMUTEX, nil)
    guard status == SQLITE_OK, let handle = unsafe opened else {
      let failure = unsafe Self.failure(status, opened)
      unsafe sqlite3_close_v2(opened)
      throw failure
    }
    unsafe self.handle = handle
    unsafe sqlite3_busy_timeout(handle, Self.busyMilliseconds)
    unsafe sqlite3_extended_result_codes(handle, 1)
  }

  deinit { unsafe sqlite3_close_v2(handle) }

  /// Runs statements that give no rows.
  func execute(_ statements: String) throws(Failure) {
    let status = unsafe sqlite3_exec(handle, statements, nil, nil, nil)
    guard status == SQLITE_OK else { throw unsafe Self.failure(status, handle) }
  }

  /// Runs one statement and maps its rows.
  func rows<Row>(
    _ sql: String, _ values: [SQLiteValue] = [], _ row: (borrowing SQLiteRow) throws(Failure) -> Row
  ) throws(Failure) -> [Row] {
    var prepared: OpaquePointer?
    let status = unsafe sqlite3_prepare_v2(handle, sql, -1, &prepared, nil)
    guard status == SQLITE_OK, let statement = unsafe prepared else {
      throw unsafe Self.failure(status, handle)
    }
    defer { unsafe sqlite3_finalize(statement) }
    for (index, value) in values.enumerated() {
      let bound = unsafe value.bind(to: statement, at: Int32(index + 1))
      guard bound == SQLITE_OK else { throw unsafe Self.failure(bound, handle) }
    }
    var rows: [Row] = []
    while true {
      let step = unsafe sqlite3_step(statement)
      switch step {
      case SQLITE_ROW: rows.append(try row(unsafe SQLiteRow(statement)))
      case SQLITE_DONE: return rows
      default: throw unsafe Self.failure(step, handle)
      }
    }
  }

  /// A single integer.
  func integer(_ sql: String) throws(Failure) -> Int64? {
    try rows(sql) { row throws(Failure) in row.integer(0) }.first
  }

  /// Runs `body` in a transaction that excludes other writers from its start.
  func transaction<Result>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    try execute("BEGIN IMMEDIATE")
    do throws(Failure) {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      // The first error is the one to tell; closing the connection rolls back as well.
      _ = try? execute("ROLLBACK")
      throw error
    }
  }

  private static func failure(_ status: Int32, _ handle: OpaquePointer?) -> Failure {
    let reason = unsafe handle.map { unsafe String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
    // Damage is a matter of verification; a full disk or a lock is one of storage.
    let isDamage = [SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT].contains(status & 0xFF)
    return Failure(
      isDamage ? .verification : .storage, "the ledger's database cannot be used: \(reason)",
      hint: isDamage
        ? "see what is wrong: gatehouse audit verify"
        : "what was judged is not recorded: make the git directory's folder gatehouse writable and run it again")
  }
}

/// A value of a statement.
enum SQLiteValue {
  case integer(Int64)
  case bytes([UInt8])

  fileprivate func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    switch self {
    case .integer(let value): unsafe sqlite3_bind_int64(statement, index, value)
    case .bytes(let bytes):
      unsafe bytes.withUnsafeBytes {
        unsafe gatehouse_bind_blob(statement, index, $0.baseAddress, Int32($0.count))
      }
    }
  }
}

/// The current row of a statement, lent for as long as it is current.
@safe struct SQLiteRow: ~Copyable {
  private let statement: OpaquePointer

  fileprivate init(_ statement: OpaquePointer) { unsafe self.statement = statement }

  func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(statement, column) }

  func bytes(_ column: Int32) -> [UInt8] {
    let start = unsafe sqlite3_column_blob(statement, column)
    let count = unsafe Int(sqlite3_column_bytes(statement, column))
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
  }
}
