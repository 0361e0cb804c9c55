/// The resource types that hold what a second `apply` cannot bring back: data, key material, names that
/// others rely on, or a container of such things.
///
/// A type belongs here when destroying it loses content, not when it only interrupts a service; those are
/// ``NetworkCoreTypes`` and ``ReplaceableWorkloads``. Left out on purpose: log groups, topics and parameters,
/// whose removal is routine and whose content is normally written by the configuration itself or kept
/// elsewhere.
enum StatefulTypes {
  static func contains(_ type: String) -> Bool { all.contains(type) }

  private static let all = Set(aws + google + azure)

  /// Amazon Web Services.
  static let aws = [
    // Databases and caches that persist.
    "aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance", "aws_rds_global_cluster",
    "aws_docdb_cluster", "aws_docdbelastic_cluster", "aws_neptune_cluster", "aws_neptune_global_cluster",
    "aws_dynamodb_table", "aws_dynamodb_global_table", "aws_elasticache_cluster",
    "aws_elasticache_replication_group", "aws_elasticache_global_replication_group", "aws_memorydb_cluster",
    "aws_redshift_cluster", "aws_redshiftserverless_namespace", "aws_timestreamwrite_database",
    "aws_timestreamwrite_table", "aws_keyspaces_keyspace", "aws_keyspaces_table", "aws_qldb_ledger",
    "aws_opensearch_domain", "aws_elasticsearch_domain", "aws_opensearchserverless_collection",
    "aws_lightsail_database", "aws_db_snapshot", "aws_db_cluster_snapshot", "aws_dsql_cluster",
    "aws_s3tables_table", "aws_s3tables_table_bucket",
    // Files, blocks and archives.
    "aws_s3_bucket", "aws_s3_directory_bucket", "aws_ebs_volume", "aws_ebs_snapshot", "aws_efs_file_system",
    "aws_fsx_lustre_file_system", "aws_fsx_ontap_file_system", "aws_fsx_ontap_volume",
    "aws_fsx_openzfs_file_system", "aws_fsx_openzfs_volume", "aws_fsx_windows_file_system",
    "aws_glacier_vault", "aws_backup_vault", "aws_lightsail_disk", "aws_storagegateway_gateway",
    // Keys and secrets.
    "aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key", "aws_secretsmanager_secret",
    "aws_cloudhsm_v2_cluster", "aws_acmpca_certificate_authority",
    // Streams, queues and brokers.
    "aws_kinesis_stream", "aws_sqs_queue", "aws_msk_cluster", "aws_msk_serverless_cluster", "aws_mq_broker",
    // Registries, directories, names and clusters.
    "aws_ecr_repository", "aws_ecrpublic_repository", "aws_codecommit_repository",
    "aws_codeartifact_repository", "aws_codeartifact_domain", "aws_cognito_user_pool",
    "aws_directory_service_directory", "aws_route53_zone", "aws_eks_cluster", "aws_organizations_account",
    "aws_workspaces_workspace",
  ]

  /// Google Cloud.
  static let google = [
    "google_sql_database_instance", "google_sql_database", "google_spanner_instance",
    "google_spanner_database", "google_bigtable_instance", "google_bigtable_table", "google_bigquery_dataset",
    "google_bigquery_table", "google_firestore_database", "google_datastore_index", "google_redis_instance",
    "google_redis_cluster", "google_memcache_instance", "google_alloydb_cluster", "google_alloydb_instance",
    "google_storage_bucket", "google_compute_disk", "google_compute_region_disk", "google_compute_snapshot",
    "google_compute_image", "google_filestore_instance", "google_filestore_backup",
    "google_filestore_snapshot", "google_netapp_volume", "google_netapp_storage_pool",
    "google_lustre_instance", "google_parallelstore_instance", "google_kms_key_ring", "google_kms_crypto_key",
    "google_privateca_certificate_authority", "google_secret_manager_secret", "google_pubsub_topic",
    "google_pubsub_subscription", "google_artifact_registry_repository", "google_container_registry",
    "google_sourcerepo_repository", "google_dns_managed_zone", "google_container_cluster",
    "google_composer_environment", "google_backup_dr_backup_vault", "google_project", "google_folder",
    "google_managed_kafka_cluster", "google_managed_kafka_topic",
  ]

  /// Microsoft Azure.
  static let azure = [
    "azurerm_mssql_server", "azurerm_mssql_database", "azurerm_mssql_managed_instance",
    "azurerm_mssql_managed_database", "azurerm_mssql_elasticpool", "azurerm_sql_server",
    "azurerm_sql_database", "azurerm_postgresql_server", "azurerm_postgresql_database",
    "azurerm_postgresql_flexible_server", "azurerm_postgresql_flexible_server_database",
    "azurerm_mysql_server", "azurerm_mysql_database", "azurerm_mysql_flexible_server",
    "azurerm_mysql_flexible_database", "azurerm_mariadb_server", "azurerm_mariadb_database",
    "azurerm_cosmosdb_account", "azurerm_cosmosdb_sql_database", "azurerm_cosmosdb_sql_container",
    "azurerm_cosmosdb_mongo_database", "azurerm_cosmosdb_mongo_collection",
    "azurerm_cosmosdb_cassandra_keyspace", "azurerm_cosmosdb_cassandra_table",
    "azurerm_cosmosdb_gremlin_database", "azurerm_cosmosdb_gremlin_graph", "azurerm_cosmosdb_table",
    "azurerm_cosmosdb_postgresql_cluster", "azurerm_redis_cache", "azurerm_redis_enterprise_cluster",
    "azurerm_kusto_cluster", "azurerm_kusto_database", "azurerm_synapse_workspace",
    "azurerm_synapse_sql_pool", "azurerm_storage_account", "azurerm_storage_container",
    "azurerm_storage_share", "azurerm_storage_table", "azurerm_storage_queue",
    "azurerm_storage_data_lake_gen2_filesystem", "azurerm_managed_disk", "azurerm_snapshot",
    "azurerm_netapp_account", "azurerm_netapp_pool", "azurerm_netapp_volume", "azurerm_key_vault",
    "azurerm_key_vault_key", "azurerm_key_vault_secret", "azurerm_key_vault_certificate",
    "azurerm_key_vault_managed_hardware_security_module", "azurerm_recovery_services_vault",
    "azurerm_data_protection_backup_vault", "azurerm_eventhub_namespace", "azurerm_eventhub",
    "azurerm_servicebus_namespace", "azurerm_servicebus_queue", "azurerm_servicebus_topic",
    "azurerm_container_registry", "azurerm_dns_zone", "azurerm_private_dns_zone",
    "azurerm_kubernetes_cluster", "azurerm_resource_group", "azurerm_search_service",
    "azurerm_log_analytics_workspace",
  ]
}
