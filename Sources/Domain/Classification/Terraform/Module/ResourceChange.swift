import Findings

/// A managed resource on both sides of a change, paired through `moved` blocks.
struct ResourceChange {
  /// The address in the head, or in the base where it is gone.
  let address: ResourceAddress

  private(set) var fate: Fate

  /// The block in the base; `nil` when the resource is new.
  let before: ConfigurationBlock?

  /// The block in the head; `nil` when the resource is gone.
  let after: ConfigurationBlock?

  /// The key of the instance, as an address shows it: `["a"]`, `[0]`; empty where the resource is meant as a whole.
  var instanceKey = ""

  var type: String { address.type }

  func with(fate: Fate) -> ResourceChange {
    var copy = self
    copy.fate = fate
    return copy
  }

  /// `aws_db_instance.main["a"]`.
  var name: String { "\(address)\(instanceKey)" }

  enum Fate: Hashable, Sendable {
    case added
    case kept
    /// No block is left: Terraform destroys it.
    case removed
    /// A `removed` block keeps the real thing and forgets it.
    case forgotten
    /// A `removed` block whose `destroy` is not known.
    case perhapsForgotten
    /// A `moved` block leads into another module.
    case relocated
    /// A resource of this new name and almost the same body was added without a `moved` block: Terraform
    /// destroys this one.
    case renamed(to: ResourceAddress)
    /// This is the new name of a ``renamed(to:)``.
    case renamedFrom(ResourceAddress)
  }
}

/// A module call on both sides of a change.
struct ModuleCallChange {
  let name: String
  let before: ConfigurationBlock?
  let after: ConfigurationBlock?
  /// Whether a `moved` or `removed` block says that nothing is destroyed.
  var isCovered: Bool
  /// What is lost when the instances are destroyed; unknown until it was looked at.
  var stakes = ModuleStakes.unknown
}
