import HCL

extension ConfigurationBlock {
  /// Whether the resource holds what a second `apply` cannot bring back.
  var holdsData: Bool {
    guard let type = labels.first, StatefulTypes.contains(type) else { return false }
    switch type {
    // The table in which Terraform takes the lock of a state holds nothing between two runs.
    case "aws_dynamodb_table": return attribute("hash_key")?.expression.literalString != "LockID"
    // What a view or an external table shows lies elsewhere.
    case "google_bigquery_table":
      return ["view", "materialized_view", "external_data_configuration"].allSatisfy { children(ofType: $0).isEmpty }
    default: return true
    }
  }
}
