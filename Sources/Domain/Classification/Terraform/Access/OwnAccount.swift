/// The account that a root module works in, where its provider says so: `allowed_account_ids = ["711966560482"]`.
struct OwnAccount {
  private let id: String?

  init(_ view: ModuleView) {
    let providers = view.settings.filter {
      $0.type == "provider" && $0.labels.first == "aws" && $0.attribute("alias") == nil
    }
    let ids = providers.flatMap { view.argument("allowed_account_ids", of: $0).value?.elements ?? [] }
    id = ids.count == 1 ? ids[0].string : nil
  }

  /// Whether a principal stands for the account itself in the policy of a resource of that account.
  ///
  /// That lets in nobody: within an account the policy of the identity is enough ("Cross-account policy evaluation logic",
  /// IAM user guide). The key policy of KMS is the exception, and whoever may become a role is no question of resources.
  func holds(_ principal: String, _ resource: ResourceChange, _ sort: PolicyHolder.Sort) -> Bool {
    guard let id, sort == .resource, !resource.type.hasPrefix("aws_kms_"),
      (resource.after ?? resource.before)?.attribute("provider") == nil
    else { return false }
    return principal == "AWS:\(id)" || principal == "AWS:arn:aws:iam::\(id):root"
  }
}
