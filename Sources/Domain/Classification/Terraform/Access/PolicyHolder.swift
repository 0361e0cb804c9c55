/// Where the resource types of AWS hold policies.
struct PolicyHolder {
  enum Sort: Hashable, Sendable {
    /// Says what an identity may do.
    case identity
    /// Says who may use the resource.
    case resource
    /// Says who may become the role.
    case trust
    /// Bounds what others may grant; an allowance in it gives nothing.
    case boundary
  }

  let sort: Sort
  /// The names of the nested blocks, then of the argument.
  let path: [String]

  static func holders(of type: String) -> [PolicyHolder] { table[type] ?? [] }

  /// The argument that names whom or what a policy of that type binds, where the policy is a resource of its own: when
  /// it goes, what it bound stays and is bound no more. `nil` for every other type.
  static func subject(of type: String) -> String? { subjects[type] }

  private static let subjects = [
    "aws_iam_role_policy": "role", "aws_iam_user_policy": "user", "aws_iam_group_policy": "group",
    "aws_ssoadmin_permission_set_inline_policy": "permission_set_arn", "aws_s3_bucket_policy": "bucket",
    "aws_kms_key_policy": "key_id", "aws_sqs_queue_policy": "queue_url", "aws_sns_topic_policy": "arn",
    "aws_secretsmanager_secret_policy": "secret_arn", "aws_ecr_repository_policy": "repository",
    "aws_efs_file_system_policy": "file_system_id", "aws_backup_vault_policy": "backup_vault_name",
    "aws_vpc_endpoint_policy": "vpc_endpoint_id", "aws_opensearch_domain_policy": "domain_name",
    "aws_elasticsearch_domain_policy": "domain_name", "aws_api_gateway_rest_api_policy": "rest_api_id",
    "aws_dynamodb_resource_policy": "resource_arn", "aws_msk_cluster_policy": "cluster_arn",
  ]

  /// Whether a policy of that type is about one resource without parts: a queue, a topic, a key, and not a bucket with its
  /// objects.
  static func isAboutOne(_ type: String) -> Bool { undivided.contains(type) }

  private static let undivided: Set<String> = [
    "aws_kms_key", "aws_kms_key_policy", "aws_kms_external_key", "aws_sqs_queue", "aws_sqs_queue_policy",
    "aws_sns_topic", "aws_sns_topic_policy", "aws_secretsmanager_secret", "aws_secretsmanager_secret_policy",
    "aws_ecr_repository_policy", "aws_efs_file_system_policy", "aws_backup_vault_policy",
  ]

  /// Every type of the table.
  static func isHolder(_ type: String) -> Bool { table[type] != nil }

  private static func one(_ sort: Sort, _ path: String = "policy") -> [PolicyHolder] {
    [PolicyHolder(sort: sort, path: path.split(separator: ".").map(String.init))]
  }

  private static let table: [String: [PolicyHolder]] = {
    var table: [String: [PolicyHolder]] = [
      "aws_iam_policy": one(.identity), "aws_iam_role_policy": one(.identity), "aws_iam_user_policy": one(.identity),
      "aws_iam_group_policy": one(.identity),
      "aws_ssoadmin_permission_set_inline_policy": one(.identity, "inline_policy"),
      "aws_iam_role": one(.trust, "assume_role_policy") + one(.identity, "inline_policy.policy"),
      "aws_organizations_policy": one(.boundary, "content"), "aws_vpc_endpoint": one(.boundary),
      "aws_vpc_endpoint_policy": one(.boundary),
      "aws_opensearch_domain": one(.resource, "access_policies"),
      "aws_opensearch_domain_policy": one(.resource, "access_policies"),
      "aws_elasticsearch_domain": one(.resource, "access_policies"),
      "aws_elasticsearch_domain_policy": one(.resource, "access_policies"),
      "aws_glacier_vault": one(.resource, "access_policy"),
    ]
    for type in [
      "aws_s3_bucket", "aws_s3_bucket_policy", "aws_s3_access_point", "aws_kms_key", "aws_kms_key_policy",
      "aws_kms_external_key", "aws_sqs_queue", "aws_sqs_queue_policy", "aws_sns_topic", "aws_sns_topic_policy",
      "aws_secretsmanager_secret", "aws_secretsmanager_secret_policy", "aws_ecr_repository_policy",
      "aws_ecr_registry_policy", "aws_efs_file_system_policy", "aws_backup_vault_policy", "aws_api_gateway_rest_api",
      "aws_api_gateway_rest_api_policy", "aws_media_store_container_policy", "aws_cloudwatch_event_bus_policy",
      "aws_glue_resource_policy", "aws_dynamodb_resource_policy", "aws_s3control_bucket_policy",
      "aws_msk_cluster_policy", "aws_iot_policy", "aws_codeartifact_domain_permissions_policy",
    ] {
      table[type] = one(.resource, type == "aws_codeartifact_domain_permissions_policy" ? "policy_document" : "policy")
    }
    return table
  }()
}
