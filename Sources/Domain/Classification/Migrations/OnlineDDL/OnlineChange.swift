import Findings
import SQL

/// A change of an existing table of MySQL or MariaDB, with what each server that may run it makes of it.
struct OnlineChange {
  let table: QualifiedName
  /// What the servers that take the statement do, the dearer of both; `nil` where all of them refuse it.
  let cost: OnlineDDL?
  /// The clause that no server can keep, where there is one.
  let refused: String?
  /// The action that costs most, in SQL's words.
  let cause: String

  /// The facts for a finding.
  var facts: [Finding.Fact] {
    guard let cost else { return [] }
    return [Finding.Fact("algorithm", cost.algorithm.name), Finding.Fact("lock", cost.lock.name)]
  }

  /// `nil` where `command` changes no existing table of MySQL's.
  init?(_ command: Command, _ context: HazardContext) {
    guard context.dialect == .mysql else { return nil }
    let alterations = context.innoDBServers.map { server in
      TableAlteration(schema: context.schema, session: context.session, server: server)
    }
    let costs = alterations.compactMap { $0.cost(of: command) }
    guard let table = costs.first?.table, !context.schema.isNewForLocks(table) else { return nil }
    self.table = table
    let clauses = DDLClauses(command)
    let taken = costs.compactMap { clauses.applied(to: $0.cost) }
    cost = taken.dropFirst().reduce(taken.first) { $0?.and($1) }
    refused = taken.isEmpty ? clauses.text : nil
    cause = alterations.lazy.map { $0.cause(of: command) }.first { !$0.isEmpty } ?? ""
  }
}

/// The clauses by which a statement says how it may be carried out.
struct DDLClauses {
  private var algorithm: String?
  private var lock: String?

  init(_ command: Command) {
    guard case .alterTable(let alter) = command else { return }
    for case .other(let words) in alter.actions {
      let parts = words.split(separator: " ")
      guard parts.count == 2 else { continue }
      if parts[0] == "ALGORITHM" { algorithm = String(parts[1]) }
      if parts[0] == "LOCK" { lock = String(parts[1]) }
    }
  }

  var text: String {
    [algorithm.map { "ALGORITHM=\($0)" }, lock.map { "LOCK=\($0)" }].compactMap(\.self).joined(separator: ", ")
  }

  /// What is done under these clauses; `nil` where the server refuses the statement.
  func applied(to cost: OnlineDDL) -> OnlineDDL? {
    var cost = cost
    switch algorithm {
    case "INSTANT" where cost.algorithm > .instant, "NOCOPY" where cost.algorithm > .noCopy,
      "INPLACE" where cost.algorithm > .inPlace:
      return nil
    case "COPY": cost = cost.and(.copy)
    default: break
    }
    switch lock {
    case "NONE" where cost.lock > .none, "SHARED" where cost.lock > .shared: return nil
    case "SHARED": cost.lock = .shared
    case "EXCLUSIVE": cost.lock = .exclusive
    default: break
    }
    return cost
  }
}

extension TableAlteration {
  /// The first action that costs as much as the whole statement does, in a few words.
  func cause(of command: Command) -> String {
    switch command {
    case .createIndex(let create): return "CREATE \(create.method.map { $0.uppercased() + " " } ?? "")INDEX"
    case .vacuum: return "OPTIMIZE TABLE"
    case .alterTable(let alter):
      let whole = cost(of: command)?.cost
      let action = alter.actions.first { action in
        // CHANGE gives the column its name first.
        let names = alter.actions.filter { if case .renameColumn = $0 { true } else { false } }
        let alone = AlterTable(kind: alter.kind, alter.name, ifExists: alter.ifExists, actions: names + [action])
        return cost(of: .alterTable(alone))?.cost.algorithm == whole?.algorithm
      }
      return (action ?? alter.actions.first)?.words ?? ""
    default: return ""
    }
  }
}

extension AlterAction {
  /// What it is called in SQL, with the column.
  fileprivate var words: String {
    switch self {
    case .addColumn(let column, _): "ADD COLUMN \(column.name)"
    case .dropColumn(let name, _, _): "DROP COLUMN \(name)"
    case .redefineColumn(let column): "MODIFY COLUMN \(column.name)"
    case .alterColumnType(let column, _, _), .setNotNull(let column), .dropNotNull(let column):
      "MODIFY COLUMN \(column)"
    case .addConstraint(let constraint): "ADD \(constraint.kind.rawValue)"
    case .dropConstraint(let name, _, _): "DROP CONSTRAINT \(name)"
    case .addIndex(let index): "ADD \(index.method.map { $0.uppercased() + " " } ?? "")INDEX"
    case .setEngine(let engine): "ENGINE=\(engine)"
    case .other(let words): words
    default: ""
    }
  }
}
