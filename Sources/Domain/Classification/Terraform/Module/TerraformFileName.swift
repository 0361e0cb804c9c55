import Findings
import HCL

/// What a file of a module directory is, by its name alone, as Terraform, OpenTofu and Terragrunt decide it.
///
/// Native and JSON syntax are one sort here; ``isJSON(_:)`` tells them apart.
enum TerraformFileName: Hashable, Sendable {
  /// `main.tf`, `main.tf.json`, `main.tofu`: merged in any order.
  case configuration
  /// `override.tf`, `x_override.tf.json`: merged over the others, in the order of the names.
  case override
  /// `terraform.tfvars`, `terraform.tfvars.json`, `x.auto.tfvars`: read on every run.
  case automaticVariables
  /// Any other `.tfvars`: read when somebody names it.
  case namedVariables
  /// `.terraform.lock.hcl`: the provider versions and their checksums.
  case lock
  /// `terragrunt.hcl` and its relatives: which module is run, with what inputs and which state.
  case terragrunt
  /// A name that the programs do not know and people take for one of the above: `main.TF`, a letter without width.
  case lookAlike

  init?(_ name: some BidirectionalCollection<UInt8>) {
    guard Self.endings.end(name) || DisguisedName.isSuspect(name) else { return nil }
    let text = String(decoding: name, as: UTF8.self)
    if text == ".terraform.lock.hcl" {
      self = .lock
      return
    }
    // Editors' backup and swap files, which Terraform skips as well.
    if text.hasPrefix(".") || text.hasSuffix("~") || (text.hasPrefix("#") && text.hasSuffix("#")) {
      return nil
    }
    let plainSyntax = text.hasSuffix(".json") ? String(text.dropLast(".json".utf8.count)) : text
    if plainSyntax.hasSuffix(".tfvars") {
      self =
        plainSyntax == "terraform.tfvars" || plainSyntax.hasSuffix(".auto.tfvars")
        ? .automaticVariables : .namedVariables
    } else if let stem = Self.stem(plainSyntax) {
      self = stem == "override" || stem.hasSuffix("_override") ? .override : .configuration
    } else if Self.isTerragrunt(text) {
      self = .terragrunt
    } else {
      let plain = DisguisedName.plain(name).asciiLowercased
      guard !plain.elementsEqual(name), TerraformFileName(plain) != nil else { return nil }
      self = .lookAlike
    }
  }

  private static let endings = NameEndings([".tf", ".tofu", ".json", ".tfvars", ".hcl"])

  /// Whether files of this sort make a directory a module.
  var isConfiguration: Bool { self == .configuration || self == .override }

  /// Whether a file of that name is in the JSON syntax.
  static func isJSON(_ name: some BidirectionalCollection<UInt8>) -> Bool { name.suffix(5).elementsEqual(".json".utf8) }

  /// The name without `.tf` or `.tofu`; `nil` for other names.
  static func stem(_ name: String) -> String? {
    for suffix in [".tf", ".tofu"] where name.hasSuffix(suffix) && name.utf8.count > suffix.utf8.count {
      return String(name.dropLast(suffix.count))
    }
    return nil
  }

  /// The names that Terragrunt's documents give to a unit and to what units include.
  private static func isTerragrunt(_ name: String) -> Bool {
    guard name.hasSuffix(".hcl") else { return false }
    return ["terragrunt.hcl", "root.hcl", "terragrunt.stack.hcl"].contains(name) || name.hasSuffix(".terragrunt.hcl")
      || name.hasPrefix("terragrunt-")
  }
}

/// The program that a directory is read for: OpenTofu takes `main.tofu` instead of `main.tf`, Terraform never
/// sees it.
enum TerraformDialect: Hashable, Sendable, CaseIterable {
  case terraform
  case openTofu
}
