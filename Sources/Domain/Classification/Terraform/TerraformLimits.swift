/// The bounds of the Terraform classifier. Beyond one of them the answer is "unknown" or a finding, never
/// "clean".
enum TerraformLimits {
  /// The bytes that one evaluated value may hold: 64 KiB, several times the largest policy document a cloud
  /// accepts.
  static let valueBytes = 64 << 10

  /// How deep lists and objects nest in a value: locals that wrap one another could otherwise nest without
  /// bound, and values are compared and shown recursively. Real configurations stay below 10.
  static let valueDepth = 64

  /// The steps of one evaluation. Nested loops multiply; the largest real expressions stay below a thousand.
  static let evaluationSteps = 20_000

  /// The steps of all regular expressions in one evaluation, one for each state and character: 200 characters take a few
  /// thousand.
  static let patternSteps = 200_000

  /// What the intermediate results of one evaluation may weigh together: 4 MiB.
  static let evaluationBytes = 4 << 20

  /// The bytes that all locals of one module may evaluate to: 16 MiB. Locals that build on one another can
  /// grow without bound from a small file; what lies beyond is unknown.
  static let localsBytes = 16 << 20

  /// The bytes of the symbolic text of one value that is not known: longer ones are compared by their own
  /// text only.
  static let symbolicTextBytes = 4 << 10

  /// The files that the configuration of one module reads with `file()` and the like: twice the most seen.
  static let readFiles = 256

  /// The entries of directories that are looked through for one `fileset()`.
  static let entriesOfSet = 4_096

  /// The instances of a resource or module that are compared one by one; beyond it they are compared as a whole.
  static let instances = 100

  /// The moved blocks that are followed one after the other; Terraform users keep a handful.
  static let movedHops = 64

  /// The pairs of a removed and an added resource of one type that are compared to find a rename. Above it,
  /// each is reported as destroyed, which is what a rename without a moved block does.
  static let renamePairs = 4_096

  /// The parent directories that are searched for the module of a variable file such as `env/prod.tfvars`.
  static let variableFileParents = 3

  /// The rules of one group (security group, network) whose reach is computed; more are reported as too many.
  static let rulesInGroup = 1_000
}
