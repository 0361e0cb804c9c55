import Findings
import Repositories
import SQL

/// What happened to a merged migration.
struct HistoricChange {
  let base: MigrationSide
  /// `nil` when the file is gone.
  let head: MigrationSide?
  /// Where its content stands now, when the file was renamed.
  let renamedTo: MigrationFile?
  /// What became of its statements; `nil` when one side cannot be read as SQL.
  let up: ScriptComparison?
  let down: ScriptComparison?

  init(base: MigrationSide, head: MigrationSide?, renamedTo: MigrationFile? = nil) {
    self.base = base
    self.head = head
    self.renamedTo = renamedTo
    guard let old = base.content.script, let new = head?.content.script, let file = head?.file else {
      up = nil
      down = nil
      return
    }
    up = ScriptComparison(from: old, of: base.file, to: new, of: file, on: .up)
    down = ScriptComparison(from: old, of: base.file, to: new, of: file, on: .down)
  }

  var path: RepositoryPath { base.file.path }

  /// Whether statements that ran on the way forward were changed, or may have been.
  var isForwardChanged: Bool {
    guard let head, base.version.id != head.version.id || base.version.mode != head.version.mode else {
      return false
    }
    // A rollback that is one no longer, because its up script went, runs forward now.
    if base.file.role != head.file.role { return head.file.role != .down }
    guard let up else { return base.file.role != .down && base.version.id != head.version.id }
    // Liquibase appends change sets to a file; only what stood there must stay.
    return base.file.layout == .liquibase ? up.hasRemovals : !up.isSame
  }

  /// Whether statements of the way back were changed or are gone.
  var isRollbackChanged: Bool {
    if base.file.role == .down, head == nil { return renamedTo == nil }
    return down.map { !$0.isSame } ?? false
  }

  /// A finding about the file as a whole, at the first statement that is new.
  func finding(_ kind: ChangeKind, before: String? = nil, after: String? = nil) -> Finding {
    let place: Finding.Location
    if let head, let script = head.content.script {
      let first = ((up?.added ?? []).union(down?.added ?? [])).min()
      place = first.map { script.statements[$0].location(in: path) } ?? Finding.Location(path)
    } else {
      place = Finding.Location(path, side: head == nil ? .base : .head)
    }
    return Finding(
      kind: kind, location: place, resource: path.display, before: before.map { .text($0) },
      after: after.map { .text($0) }, files: base.inputs + (head?.inputs ?? []),
      facts: [Finding.Fact("tool", base.file.layout.rawValue)])
  }
}

/// Recognises one thing that may happen to a merged migration.
protocol HistoryRule: Sendable {
  var kind: ChangeKind { get }

  func finding(_ change: HistoricChange) -> Finding?
}

/// Every rule about merged migrations.
enum HistoryRules {
  static let all: [any HistoryRule] = [
    HistoryEdited(), HistoryReformatted(), HistoryDeleted(), HistoryRenamed(), RollbackChanged(),
  ]
}
