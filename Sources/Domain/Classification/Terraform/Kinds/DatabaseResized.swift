public import Findings

extension ChangeKind {
  /// The machine size or the storage of a database has changed.
  public static let terraformDatabaseResized = ChangeKind(
    id: "terraform.database.resized", title: "Database resized",
    baseScore: 250, direction: .neutral, reversible: true,
    why: "Most databases restart for it, or are slow while data moves; storage that grew does not shrink "
      + "again.",
    instead: "Do it in the maintenance window, and check that connections come back.")

  /// The major version of the engine of a database has changed.
  public static let terraformDatabaseUpgraded = ChangeKind(
    id: "terraform.database.engine-changed", title: "Database of another major version",
    baseScore: 600, direction: .neutral, reversible: false,
    why: "A major version changes data files for good: the way back is a restore from a backup.",
    instead: "Take a snapshot, try the upgrade on a copy, and use a blue-green deployment where there is one.")
}

/// Sizes and engine versions of databases. Minor versions are routine.
struct DatabaseResized: TerraformRule {
  let kinds: [ChangeKind] = [.terraformDatabaseResized, .terraformDatabaseUpgraded]

  private static let sizes: [String] = [
    "instance_class", "allocated_storage", "node_type", "number_of_nodes", "cache_node_type", "instance_type",
    "settings.tier",
    "settings.disk_size", "sku_name", "storage_mb", "memory_size_gb", "cluster_config.instance_type",
    "cluster_config.instance_count", "broker_node_group_info.instance_type", "num_nodes", "processing_units",
  ]

  private static let versions = ["engine_version", "database_version", "version", "kafka_version"]

  private static let types: Set<String> = [
    "aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance", "aws_docdb_cluster",
    "aws_docdb_cluster_instance", "aws_neptune_cluster", "aws_neptune_cluster_instance", "aws_elasticache_cluster",
    "aws_elasticache_replication_group", "aws_memorydb_cluster", "aws_redshift_cluster", "aws_opensearch_domain",
    "aws_elasticsearch_domain", "aws_msk_cluster", "google_sql_database_instance", "google_redis_instance",
    "google_spanner_instance", "azurerm_postgresql_flexible_server", "azurerm_mysql_flexible_server",
    "azurerm_postgresql_server", "azurerm_mysql_server", "azurerm_mssql_server", "azurerm_mssql_database",
    "azurerm_redis_cache",
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.instances.flatMap { resource -> [Finding] in
      guard resource.fate == .kept, Self.types.contains(resource.type), let before = resource.before,
        let after = resource.after
      else { return [] }
      let ignored = change.head.ignoredArguments(of: after)
      return (Self.sizes + Self.versions).filter { !ignored.contains($0) }.compactMap { path in
        let names = path.split(separator: ".").map(String.init)
        guard let old = change.base.arguments(at: names, of: before).first,
          let new = change.head.arguments(at: names, of: after).first, !old.isAbsent, !new.isAbsent,
          old.isKnown, new.isKnown, !change.isSame(old, new)
        else { return nil }
        guard Self.versions.contains(path) else { return change.finding(.terraformDatabaseResized, resource, old, new) }
        return isMajor(old, new, of: resource.type, before, change)
          ? change.finding(.terraformDatabaseUpgraded, resource, old, new) : nil
      }
    }
  }

  /// `5.7.44` to `8.0.36`, `13` to `15`, `POSTGRES_13` to `POSTGRES_15`. Until version 9 of PostgreSQL, and in MySQL, the
  /// second number counts as well.
  private func isMajor(
    _ before: Argument, _ after: Argument, of type: String, _ block: ConfigurationBlock, _ change: ModuleChange
  ) -> Bool {
    let (old, new) = (numbers(before), numbers(after))
    guard let first = old.first, let second = new.first else { return false }
    if first != second { return true }
    let engine = change.base.argument("engine", of: block).value?.string ?? before.value?.string?.lowercased() ?? ""
    let countsSecond =
      engine.contains("mysql") || engine.contains("mariadb") || engine.contains("postgres") && first < 10
    guard countsSecond, old.count > 1, new.count > 1 else { return false }
    return old[1] != new[1]
  }

  private func numbers(_ argument: Argument) -> [Int] {
    (argument.value?.string ?? "").split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
  }
}
