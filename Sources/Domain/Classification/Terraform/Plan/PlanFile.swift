public import Findings

/// A file that `terraform show -json` or `tofu show -json` made of a plan, given beside a change.
public struct PlanFile: Hashable, Sendable {
  /// What whoever gave it calls it; for error texts alone.
  public let name: String

  public let bytes: [UInt8]

  /// The root module that the plan was made in; `nil` where nobody said so.
  public let module: RepositoryPath?

  /// Where the file lies in the work tree, which is usually the root module; `nil` outside.
  public let folder: RepositoryPath?

  /// The largest plan that is read, in bytes: what is known of large states stays well below.
  public static let sizeLimit = 128 << 20

  public init(name: String, bytes: [UInt8], module: RepositoryPath? = nil, folder: RepositoryPath? = nil) {
    self.name = name
    self.bytes = bytes
    self.module = module
    self.folder = folder
  }

  /// Whether the bytes are a plan at all.
  ///
  /// - Throws: `usage` for what is none.
  public func check() throws(Failure) { _ = try TerraformPlan(self) }
}
