import SQL

extension CommandConverter {
  /// SELECT, INSERT, UPDATE, DELETE, MERGE, COPY.
  func manipulation(_ type: String, _ node: TreeNode) -> [Command]? {
    switch type {
    case "SelectStmt":
      return withQueries(node) + intoTable(node) + [.select(Select(calls: calls(in: node)))]
    case "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt":
      return change(type, node).map { withQueries(node) + [$0] }
    case "CopyStmt": return copy(node).map { [$0] }
    default: return nil
    }
  }

  private func change(_ type: String, _ node: TreeNode) -> Command? {
    guard let table = name(node["relation"]) else { return nil }
    let condition = node["whereClause"]
    let change = RowChange(
      table, hasWhere: condition.map { !isAlwaysTrue($0) } ?? false,
      whereNotNull: condition.map { columnsAskedForNull($0, "IS_NOT_NULL") } ?? [],
      whereNull: condition.map { columnsAskedForNull($0, "IS_NULL") } ?? [],
      onlyJoins: !(node.items("fromClause") + node.items("usingClause")).isEmpty
        && condition.map { onlyJoins($0) } == true,
      whereColumns: condition.map { summary($0).columns } ?? [], assigned: type == "UpdateStmt" ? assigned(node) : [:])
    return switch type {
    case "InsertStmt": .insert(table, from: sourcesReadWhole(node))
    case "UpdateStmt": .update(change)
    case "DeleteStmt": .delete(change)
    default: .merge(Merge(table, deletesAll: deletesAll(node), updatesAll: updatesAll(node)))
    }
  }

  private func assigned(_ update: TreeNode) -> [String: Set<String>] {
    var assigned: [String: Set<String>] = [:]
    for target in update.items("targetList").compactMap({ $0.unwrap("ResTarget") }) {
      if let name = target.text("name"), let value = target["val"] { assigned[name] = summary(value).columns }
    }
    return assigned
  }

  /// The tables behind the FROM of an INSERT's query, where neither LIMIT nor a comparison with a literal keeps rows out.
  private func sourcesReadWhole(_ insert: TreeNode) -> [QualifiedName] {
    guard let query = insert["selectStmt"]?.unwrap("SelectStmt") else { return [] }
    var sources: Set<QualifiedName> = []
    // The first arm of a UNION tells the tables; none may leave rows out.
    var arms = [(node: query, isFirst: true)]
    while let (arm, isFirst) = arms.popLast() {
      if arm["limitCount"] != nil { return [] }
      if let left = arm["larg"], let right = arm["rarg"] { arms += [(right, false), (left, isFirst)] }
      if let condition = arm["whereClause"], !summary(condition).comparisons.isEmpty { return [] }
      var open = isFirst ? arm.items("fromClause") : []
      while let item = open.popLast() {
        if let join = item.unwrap("JoinExpr") { open += [join["larg"], join["rarg"]].compactMap(\.self) }
        if let table = item.unwrap("RangeVar"), let name = name(table) { sources.insert(name) }
      }
    }
    return sources.sorted()
  }

  /// See ``SQL/Merge/deletesAll``.
  private func deletesAll(_ merge: TreeNode) -> Bool {
    let isMatchBounded = merge["joinCondition"].map { !isAlwaysTrue($0) } ?? true
    return merge.items("mergeWhenClauses").compactMap { $0.unwrap("MergeWhenClause") }.contains { clause in
      clause.text("commandType") == "CMD_DELETE" && clause["condition"] == nil
        && (!clause.flag("matched") || !isMatchBounded)
    }
  }

  /// See ``SQL/Merge/updatesAll``.
  private func updatesAll(_ merge: TreeNode) -> Bool {
    guard merge["joinCondition"].map({ isAlwaysTrue($0) }) == true else { return false }
    return merge.items("mergeWhenClauses").compactMap { $0.unwrap("MergeWhenClause") }.contains { clause in
      clause.text("commandType") == "CMD_UPDATE" && clause["condition"] == nil && clause.flag("matched")
    }
  }

  /// The changes inside the WITH clauses below a statement.
  private func withQueries(_ node: TreeNode) -> [Command] {
    node.descendants(["ctequery"]).compactMap { query in
      query.wrapped.flatMap { change($0.type, $0.node) }
    }
  }

  /// The table of `SELECT … INTO`; only the first arm of a UNION may have it.
  private func intoTable(_ node: TreeNode) -> [Command] {
    node.descendants(["intoClause"]).compactMap { into in
      name(into["rel"]).map {
        .createTable(
          CreateTable($0, isTemporary: into["rel"]?.text("relpersistence") == "t", isFromQuery: true))
      }
    }
  }

  private func copy(_ node: TreeNode) -> Command? {
    let table = name(node["relation"])
    guard table != nil || node["query"] != nil else { return nil }
    let endpoint: Copy.Endpoint =
      switch node.text("filename") {
      case let command? where node.flag("is_program"): .program(command)
      case let file?: .file(file)
      case nil: .client
      }
    return .copy(Copy(table, isFrom: node.flag("is_from"), endpoint))
  }
}
