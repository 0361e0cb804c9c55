import Attestation
import ChildProcess
import Findings
import Foundation
import Ledger
import LedgerSQLite
import Signing
import Testing

@Suite("Ledger in SQLite")
final class SQLiteLedgerStoreTests {
  private let folder = NSTemporaryDirectory() + "gatehouse-ledger-\(UUID().uuidString)"
  private var path: String { folder + "/ledger.sqlite" }
  private var log: LedgerLog {
    LedgerLog(store: SQLiteLedgerStore(path: path), origin: "test", sha256: .crypto)
  }

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private static func entry(_ number: Int, actor: String = "ana") -> LedgerEntry {
    LedgerEntry(type: .decision, time: Timestamp(seconds: Int64(number)), actor: actor, outcome: "allowed")
  }

  @Test("Entries survive, the files are private, and reading makes none")
  func roundTrip() throws {
    #expect(try log.audit().problem == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    for number in 0..<5 { try log.append([Self.entry(number)]) }
    #expect(try log.entries(in: 0..<9) == (0..<5).map { Self.entry($0) })
    let audit = try log.audit()
    #expect(audit.size == 5 && audit.problem == nil)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
        "ledger.sqlite", "ledger.sqlite.checkpoint",
      ])
    for file in [path, path + ".checkpoint"] {
      #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test(
    "Every byte of the file flipped: the audit fails, or every entry is as it was; entries changed are named")
  func flippedBytes() throws {
    let entries = (0..<4).map { Self.entry($0, actor: "somebody \($0)") }
    try log.append(entries)
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    var named: Set<Int64> = []
    var inEntries = 0
    // The entries' own bytes one by one; of the rest, mostly unused space, a sample.
    let text = Array("somebody".utf8)
    let inside = bytes.indices.filter { bytes[$0...].starts(with: text) }
    for index in Set(inside + Array(stride(from: 0, to: bytes.count, by: 23)) + Array(0..<110)).sorted() {
      var changed = bytes
      changed[index] ^= 0x10
      try Data(changed).write(to: URL(fileURLWithPath: path))
      guard let audit = try? log.audit() else { continue }
      if let entry = audit.problem?.entry { named.insert(entry) }
      if inside.contains(index) {
        inEntries += 1
        #expect(audit.problem?.cause == .changed, "byte \(index)")
      }
      if audit.problem == nil { #expect(try log.entries(in: 0..<9) == entries, "byte \(index)") }
    }
    #expect(inEntries == 4)
    #expect(named == [0, 1, 2, 3])
  }

  @Test("A deleted last entry is missed, with the head corrected too it is known from the checkpoint beside")
  func truncated() throws {
    try log.append([Self.entry(0)])
    let early = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    try log.append([Self.entry(1)])
    try sql("DELETE FROM entry WHERE position = 1")
    #expect(try log.audit().problem == LedgerProblem(entry: 1, cause: .missing))
    try Data(early).write(to: URL(fileURLWithPath: path))
    #expect(try log.audit().problem == LedgerProblem(entry: 1, cause: .truncated(remembered: 2)))
    try FileManager.default.removeItem(atPath: path)
    #expect(try log.audit().problem == LedgerProblem(entry: 0, cause: .truncated(remembered: 2)))
  }

  @Test("Rows changed by hand are named, also where their hash is damaged")
  func changedRows() throws {
    for number in 0..<3 { try log.append([Self.entry(number)]) }
    try sql("UPDATE entry SET body = x'7b7d' WHERE position = 2")
    #expect(try log.audit().problem == LedgerProblem(entry: 2, cause: .changed))
    try sql("UPDATE entry SET leaf = x'00' WHERE position = 2")
    #expect(try log.audit().problem?.description.contains("entry 2") == true)
    try sql("UPDATE head SET edge = x'0011'")
    #expect(try log.audit().problem?.cause == .unreadable("the ledger's recorded head is damaged"))
    #expect { try self.log.append([Self.entry(3)]) } throws: { ($0 as? Failure)?.code == .verification }
  }

  @Test("Writers on many threads append every entry once")
  func concurrency() async throws {
    let path = path
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let log = LedgerLog(store: SQLiteLedgerStore(path: path), origin: "test", sha256: .crypto)
          for number in 0..<8 {
            #expect(throws: Never.self) { try log.append([Self.entry(number, actor: "writer \(writer)")]) }
          }
        }
      }
    }
    let entries = try log.entries(in: 0..<99)
    #expect(Set(entries).count == 32 && entries.count == 32)
    #expect(try log.audit().problem == nil)
  }

  @Test("An append waits for another process's transaction")
  func otherProcess() throws {
    try log.append([Self.entry(0)])
    let program = """
      import sqlite3, sys, time
      connection = sqlite3.connect(sys.argv[1], isolation_level=None)
      connection.execute("BEGIN IMMEDIATE")
      print("locked", flush=True)
      time.sleep(0.3)
      print(time.time(), flush=True)
      connection.execute("COMMIT")
      """
    let environment = ProcessInfo.processInfo.environment
    let other = try ChildProcess(starting: "python3", ["-c", program, path], environment: environment)
    var greeting: [UInt8] = []
    while greeting.count < 7 {
      let part = try other.read(upTo: 7 - greeting.count)
      try #require(!part.isEmpty, "the other process ended")
      greeting += part
    }
    try log.append([Self.entry(1)])
    let end = Date().timeIntervalSince1970
    let outcome = try other.finish()
    let released = Double(
      String(decoding: outcome.standardOutput, as: UTF8.self).trimmingCharacters(in: .newlines))
    #expect(end >= (try #require(released)))
    #expect(try log.audit().size == 2)
  }

  @Test("A symbolic link, a folder and a stranger's database are refused and left as they are")
  func strangers() throws {
    let target = folder + "/target"
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    #expect { try self.log.append([Self.entry(0)]) } throws: { ($0 as? Failure)?.code == .storage }
    #expect(throws: Failure.self) { try self.log.audit() }
    #expect(!FileManager.default.fileExists(atPath: target))
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(throws: Failure.self) { try self.log.append([Self.entry(0)]) }
    try FileManager.default.removeItem(atPath: path)
    try sql("CREATE TABLE entry (position INTEGER PRIMARY KEY, leaf BLOB, body BLOB)")
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect { try self.log.append([Self.entry(0)]) } throws: { ($0 as? Failure)?.code == .verification }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    try Data(
      "not a database, and longer than a header of SQLite is: \(String(repeating: "x", count: 100))".utf8
    )
    .write(to: URL(fileURLWithPath: path))
    #expect(try log.audit().problem != nil)
    #expect(throws: Failure.self) { try self.log.append([Self.entry(0)]) }
  }

  @Test("A folder that is not there is a storage failure")
  func missingFolder() {
    let log = LedgerLog(store: SQLiteLedgerStore(path: folder + "/a/b"), origin: "test", sha256: .crypto)
    #expect { try log.append([Self.entry(0)]) } throws: { ($0 as? Failure)?.code == .storage }
  }

  private func sql(_ statement: String) throws {
    let program = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"
    let outcome = try ChildProcess.run(
      "python3", ["-c", program, path, statement], environment: ProcessInfo.processInfo.environment)
    try #require(outcome.succeeded, "\(String(decoding: outcome.standardError, as: UTF8.self))")
  }
}
