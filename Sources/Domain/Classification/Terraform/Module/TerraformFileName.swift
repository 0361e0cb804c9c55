import Findings

/// What a file of a module directory is, by its name alone, as Terraform and OpenTofu decide it.
enum TerraformFileName: Hashable, Sendable {
  /// `main.tf`; merged in any order.
  case configuration
  /// `override.tf`, `x_override.tf`: merged over the others, in the order of the names.
  case override
  /// `terraform.tfvars` and `x.auto.tfvars`: read on every run.
  case automaticVariables
  /// Any other `.tfvars`: read when somebody names it.
  case namedVariables
  /// The JSON syntax of any of the above, which is not read yet.
  case json
  /// A name that the programs do not know and people take for one of the above: `main.TF`, a letter without width.
  case lookAlike

  init?(_ name: some BidirectionalCollection<UInt8>) {
    let text = String(decoding: name, as: UTF8.self)
    // Editors' backup and swap files, which Terraform skips as well.
    if text.hasPrefix(".") || text.hasSuffix("~") || (text.hasPrefix("#") && text.hasSuffix("#")) {
      return nil
    }
    if [".tf.json", ".tofu.json", ".tfvars.json"].contains(where: text.hasSuffix) {
      self = .json
    } else if text.hasSuffix(".tfvars") {
      self =
        text == "terraform.tfvars" || text.hasSuffix(".auto.tfvars") ? .automaticVariables : .namedVariables
    } else if let stem = Self.stem(text) {
      self = stem == "override" || stem.hasSuffix("_override") ? .override : .configuration
    } else {
      let plain = DisguisedName.plain(name).asciiLowercased
      guard !plain.elementsEqual(name), TerraformFileName(plain) != nil else { return nil }
      self = .lookAlike
    }
  }

  /// Whether files of this sort make a directory a module.
  var isConfiguration: Bool { self == .configuration || self == .override }

  /// The name without `.tf` or `.tofu`; `nil` for other names.
  static func stem(_ name: String) -> String? {
    for suffix in [".tf", ".tofu"] where name.hasSuffix(suffix) && name.utf8.count > suffix.utf8.count {
      return String(name.dropLast(suffix.count))
    }
    return nil
  }
}

/// The program that a directory is read for: OpenTofu takes `main.tofu` instead of `main.tf`, Terraform never
/// sees it.
enum TerraformDialect: Hashable, Sendable, CaseIterable {
  case terraform
  case openTofu
}
