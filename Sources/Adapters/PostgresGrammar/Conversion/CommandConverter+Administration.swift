import SQL

extension CommandConverter {
  /// Maintenance, transactions, settings and dynamic SQL.
  func administration(_ type: String, _ node: TreeNode) -> [Command]? {
    switch type {
    case "ClusterStmt": [.cluster(name(node["relation"]))]
    case "VacuumStmt": node.flag("is_vacuumcmd") ? vacuum(node) : [.other("ANALYZE")]
    case "ReindexStmt": reindex(node).map { [$0] }
    case "RefreshMatViewStmt":
      name(node["relation"]).map {
        [
          .refreshMaterializedView(
            $0, concurrently: node.flag("concurrent"), withData: !node.flag("skipData"))
        ]
      }
    case "LockStmt": lock(node).map { [$0] }
    case "TransactionStmt": transaction(node).map { [.transaction($0)] }
    case "VariableSetStmt": [setting(node)]
    case "ConstraintsSetStmt": [.transaction(.characteristics)]
    case "AlterSystemStmt":
      node["setstmt"].map { [.alterSystem(variable: $0.text("name") ?? "all", value: value($0))] }
    case "DoStmt": dynamicBlock(node)
    case "PrepareStmt": prepared(node)
    case "ExecuteStmt":
      [.dynamic(DynamicBlock(language: "sql", body: String(decoding: source, as: UTF8.self)))]
    case "CallStmt":
      QualifiedName(parts: strings(node["funccall"]?.items("funcname") ?? [])).map { [.call($0)] }
    case "CommentStmt": [.comment(on: commentedTable(node))]
    case "ExplainStmt": explain(node)
    default: nil
    }
  }

  private func commentedTable(_ node: TreeNode) -> QualifiedName? {
    switch node.text("objtype") {
    case "OBJECT_TABLE": QualifiedName(parts: (node["object"].map { objectParts($0) } ?? []))
    case "OBJECT_COLUMN": QualifiedName(parts: (node["object"].map { objectParts($0) } ?? []).dropLast())
    default: nil
    }
  }

  private func vacuum(_ node: TreeNode) -> [Command]? {
    let tables = node.items("rels").compactMap { $0.unwrap("VacuumRelation") }.compactMap {
      name($0["relation"])
    }
    return [.vacuum(tables: tables, isFull: isOn("full", in: node.items("options")))]
  }

  /// An option stands alone or with a truth behind it.
  private func isOn(_ name: String, in options: [TreeNode]) -> Bool {
    guard let option = option(name, in: options) else { return false }
    guard let argument = option["arg"] else { return true }
    let word =
      strings([argument]).first ?? argument.unwrap("Integer").map { String($0["ival"]?.integer ?? 0) }
    return !["false", "off", "0"].contains(word?.lowercased() ?? "true")
  }

  private func reindex(_ node: TreeNode) -> Command? {
    guard
      let kind = node.text("kind").flatMap({
        ObjectKind(rawValue: String($0.dropFirst("REINDEX_OBJECT_".count)))
      })
    else { return nil }
    let target = name(node["relation"]) ?? node.text("name").map { QualifiedName($0) }
    return .reindex(Reindex(kind, target, concurrently: isOn("concurrently", in: node.items("params"))))
  }

  /// The lock modes by their number in the server's `lockdefs.h`.
  private static let lockModes = [
    "", "ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE", "SHARE",
    "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE",
  ]

  private func lock(_ node: TreeNode) -> Command? {
    guard let tables = names(node.items("relations")), let mode = node["mode"]?.integer,
      Self.lockModes.indices.contains(mode)
    else { return nil }
    return .lockTable(LockTable(tables, mode: Self.lockModes[mode]))
  }

  private func transaction(_ node: TreeNode) -> TransactionControl? {
    let savepoint = node.text("savepoint_name") ?? ""
    switch node.text("kind") {
    case "TRANS_STMT_BEGIN", "TRANS_STMT_START": return .begin
    case "TRANS_STMT_COMMIT": return .commit
    case "TRANS_STMT_ROLLBACK": return .rollback
    case "TRANS_STMT_SAVEPOINT": return .savepoint(savepoint)
    case "TRANS_STMT_RELEASE": return .release(savepoint)
    case "TRANS_STMT_ROLLBACK_TO": return .rollbackTo(savepoint)
    case "TRANS_STMT_PREPARE", "TRANS_STMT_COMMIT_PREPARED", "TRANS_STMT_ROLLBACK_PREPARED": return .prepared
    default: return nil
    }
  }

  private func setting(_ node: TreeNode) -> Command {
    if node.text("kind") == "VAR_SET_MULTI" { return .transaction(.characteristics) }
    let name = node.text("name")?.lowercased() ?? "all"
    return .set(SetVariable(name, value: value(node), scope: node.flag("is_local") ? .local : .session))
  }

  /// The values of a VariableSetStmt joined by commas; `nil` for DEFAULT and RESET.
  private func value(_ node: TreeNode) -> String? {
    guard node.text("kind") == "VAR_SET_VALUE" else { return nil }
    return node.items("args").compactMap { literal($0).text }.joined(separator: ", ")
  }

  private func dynamicBlock(_ node: TreeNode) -> [Command]? {
    let options = node.items("args")
    guard let body = option("as", in: options)?["arg"].flatMap({ strings([$0]).first }) else { return nil }
    let language = option("language", in: options)?["arg"].flatMap { strings([$0]).first } ?? "plpgsql"
    return [.dynamic(DynamicBlock(language: language, body: body))]
  }

  /// What is prepared is taken as run: EXECUTE names it only.
  private func prepared(_ node: TreeNode) -> [Command]? {
    guard let (type, query) = node["query"]?.wrapped, let inner = commands(type, query) else { return nil }
    return inner + [.dynamic(DynamicBlock(language: "sql", body: String(decoding: source, as: UTF8.self)))]
  }

  /// EXPLAIN does nothing unless ANALYZE makes it run the statement.
  private func explain(_ node: TreeNode) -> [Command]? {
    guard isOn("analyze", in: node.items("options")) else { return [.other("EXPLAIN")] }
    guard let (type, query) = node["query"]?.wrapped, type != "ExplainStmt" else { return nil }
    return commands(type, query)
  }
}
