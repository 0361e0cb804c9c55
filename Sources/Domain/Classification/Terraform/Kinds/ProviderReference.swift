import HCL

/// A resource or a module call that names another provider configuration than before.
struct ProviderReference {
  let name: String
  let block: ConfigurationBlock
  /// `aws`, or with an alias `aws.us`.
  let before: String
  let after: String

  static func all(in change: ModuleChange) -> [ProviderReference] {
    var references: [ProviderReference] = []
    for resource in change.resources where resource.fate == .kept {
      guard let old = resource.before, let new = resource.after else { continue }
      references.append(
        ProviderReference(
          name: resource.name, block: new, before: provider(of: old, resource.type),
          after: provider(of: new, resource.type)))
    }
    for call in change.moduleCalls {
      guard let before = call.before, let after = call.after else { continue }
      let (old, new) = (passed(by: before), passed(by: after))
      for inner in Set(old.keys).union(new.keys).sorted() {
        // What is not passed by name is passed all the same: the default configuration.
        references.append(
          ProviderReference(
            name: "module.\(call.name)", block: after, before: old[inner] ?? inner, after: new[inner] ?? inner))
      }
    }
    return references.filter { $0.before != $0.after }
  }

  /// Whether what is made only configures a bucket that was made by this provider before, and is.
  func isThatOfBucket(in change: ModuleChange) -> Bool {
    guard block.type == "resource", block.labels.first?.hasPrefix("aws_s3_bucket_") == true,
      let names = block.attribute("bucket")?.expression.traversal?.leadingNames, names.count == 3,
      names[0] == "aws_s3_bucket", ["id", "bucket"].contains(names[2])
    else { return false }
    let bucket = ResourceAddress(type: names[0], name: names[1])
    return [change.base, change.head].allSatisfy { view in
      view.resources[bucket].map { Self.provider(of: $0, bucket.type) } == after
    }
  }

  /// Without a name it is the provider by whose name the type begins.
  private static func provider(of block: ConfigurationBlock, _ type: String) -> String {
    name(block.attribute("provider")?.expression) ?? String(type.prefix { $0 != "_" })
  }

  private static func passed(by call: ConfigurationBlock) -> [String: String] {
    var passed: [String: String] = [:]
    for item in call.attribute("providers")?.expression.objectItems ?? [] {
      let inner: String?
      switch item.key {
      case .name(let name, _): inner = name
      case .expression(let expression): inner = name(expression)
      }
      if let inner, let outer = name(item.value) { passed[inner] = outer }
    }
    return passed
  }

  private static func name(_ expression: HCL.Expression?) -> String? {
    guard let expression else { return nil }
    return expression.literalString ?? expression.traversal?.leadingNames.joined(separator: ".")
  }
}
