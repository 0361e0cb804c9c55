/// Public modules that only compute names and numbers or read what others made: no version of them has a resource, but for
/// files on the disk of who applies and null resources.
enum ResourcelessModules {
  static func contains(_ source: String) -> Bool { places.contains(ModuleSource.place(source)) }

  private static let places: Set<String> = [
    "github.com/cloudposse/terraform-null-label", "github.com/cloudposse/terraform-terraform-label",
    "github.com/cloudposse/terraform-yaml-stack-config//modules/remote-state",
    "github.com/cloudposse/terraform-yaml-config", "github.com/cloudposse/terraform-yaml-config//modules/deepmerge",
    "github.com/cloudposse/terraform-aws-utils", "github.com/cloudposse/terraform-aws-kops-metadata",
    "github.com/cloudposse/terraform-aws-kops-data-iam", "github.com/cloudposse/terraform-aws-kops-data-network",
    "github.com/terraform-google-modules/terraform-google-container-vm",
    "github.com/hashicorp/terraform-cidr-subnets", "github.com/hashicorp/terraform-template-dir",
    "github.com/Azure/terraform-azurerm-naming", "github.com/claranet/terraform-azurerm-regions",
  ]
}

/// Public modules that make roles, policies and groups only: what goes with a call of theirs holds no data and carries no
/// network.
enum DatalessModules {
  static func contains(_ source: String) -> Bool {
    let place = ModuleSource.place(source)
    return repositories.contains { place == $0 || place.hasPrefix($0 + "//") }
  }

  private static let repositories = [
    "github.com/terraform-aws-modules/terraform-aws-iam", "github.com/cloudposse/terraform-aws-iam-role",
    "github.com/cloudposse/terraform-aws-iam-policy", "github.com/cloudposse/terraform-aws-eks-iam-role",
    "github.com/terraform-google-modules/terraform-google-iam",
  ]
}

/// Modules from elsewhere that make roles and users only, by what their repositories or folders are called.
enum IdentityModules {
  static func contains(_ source: String) -> Bool {
    guard !source.hasPrefix("./"), !source.hasPrefix("../"),
      let name = ModuleSource.place(source).split(separator: "/").last
    else { return false }
    let words = "-" + String(name.map { $0 == "_" ? "-" : $0 })
    return endings.contains { words.hasSuffix("-" + $0) }
  }

  private static let endings = ["iam-role", "iam-roles", "iam-user", "iam-users", "oidc-role", "irsa"]
}
