public import Findings
import SQL

extension ChangeKind {
  /// A new migration whose way back is missing, empty, or leaves the tables that it makes.
  public static let migrationRollbackMissing = ChangeKind(
    id: "migration.rollback.missing", title: "Migration without a way back",
    baseScore: BaseScore.low, direction: .neutral, reversible: false,
    why: "When the release has to be taken back, nobody has written, read or tried what takes the schema back.",
    instead: "Write the down script that undoes it, and try both ways on a copy; where there is none, say so in it.")
}

/// What a new migration lacks to be taken back, in a history whose migrations can be.
enum RollbackMissing {
  static let kind = ChangeKind.migrationRollbackMissing

  /// `down` are the commands of the way back; `nil` where there is none at all.
  static func finding(_ side: MigrationSide, up: [Command], down: ParsedRollback?) -> Finding? {
    let words: String
    if let down {
      guard down.isRead else { return nil }
      let left = tables(made: up).subtracting(down.commands.flatMap(dropped))
      if down.commands.isEmpty {
        words = "empty"
      } else if let table = left.sorted().first, !down.commands.contains(where: dropsSchema) {
        words = "leaves \(table)"
      } else {
        return nil
      }
    } else {
      words = "missing"
    }
    return Finding(
      kind: kind, location: Finding.Location(side.file.path), resource: side.file.path.display, after: .text(words),
      files: side.inputs, facts: [Finding.Fact("tool", side.file.layout.rawValue)])
  }

  private static func tables(made commands: [Command]) -> Set<ObjectKey> {
    var tables: Set<ObjectKey> = []
    // A table that takes the name of one that was dropped stands in its place.
    var dropped: Set<ObjectKey> = []
    for command in commands {
      switch command {
      case .createTable(let create) where !create.isTemporary && !create.ifNotExists && create.partitionOf == nil:
        tables.insert(ObjectKey(create.name))
      case .alterTable(let alter):
        for case .renameTo(let new) in alter.actions where tables.remove(ObjectKey(alter.name)) != nil {
          let key = ObjectKey(schema: ObjectKey(alter.name).schema, name: new.name)
          if !dropped.contains(key) { tables.insert(key) }
        }
      case .drop(let drop):
        tables.subtract(drop.names.map { ObjectKey($0) })
        dropped.formUnion(drop.names.map { ObjectKey($0) })
      default: continue
      }
    }
    return tables
  }

  private static func dropped(_ command: Command) -> [ObjectKey] {
    switch command {
    case .drop(let drop): drop.names.map { ObjectKey($0) }
    case .alterTable(let alter):
      alter.actions.contains { if case .renameTo = $0 { true } else { false } } ? [ObjectKey(alter.name)] : []
    default: []
    }
  }

  private static func dropsSchema(_ command: Command) -> Bool {
    if case .drop(let drop) = command { drop.kind == .schema || drop.kind == .database } else { false }
  }
}

/// The way back of a migration.
struct ParsedRollback {
  let commands: [Command]
  /// Whether all of it was understood.
  let isRead: Bool

  /// The statements of a script on the way back.
  init(_ script: ParsedScript, of file: MigrationFile) {
    let parts = zip(script.statements, script.outcomes).filter { file.direction(of: $0.0) == .down }
    commands = parts.flatMap(\.1.commands)
    isRead =
      parts.allSatisfy { $0.1.parsedBy != nil } && !commands.contains { if case .dynamic = $0 { true } else { false } }
  }
}
