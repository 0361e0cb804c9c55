import JSON

/// What a plan does to one resource instance.
struct PlannedChange: Sendable {
  let address: PlanAddress
  /// Where the object was until a `moved` block led it here.
  let previous: PlanAddress?
  let actions: [Action]
  let reason: Reason?
  /// Whether it is a left-over object that is replaced already.
  let isDeposed: Bool
  /// The attributes that force the replacement.
  let replacePaths: [String]
  /// The values; `nil` where there is no object on that side.
  let before: JSONObject?
  let after: JSONObject?
  /// Mirrors ``after``: `true` where the value is known only once the plan was carried out.
  let afterUnknown: JSONValue

  /// The actions that are known (Terraform's and OpenTofu's `jsonplan`; `forget` since Terraform 1.7).
  enum Action: String, Hashable, Sendable {
    case noOp = "no-op"
    case create
    case read
    case update
    case delete
    case forget
  }

  /// Why, where the plan says so and the word is known; consumers have to expect others (Terraform's documentation of the
  /// JSON output format), and those are passed over.
  enum Reason: String, Hashable, Sendable {
    case replaceBecauseCannotUpdate = "replace_because_cannot_update"
    case replaceBecauseTainted = "replace_because_tainted"
    case replaceByRequest = "replace_by_request"
    case replaceByTriggers = "replace_by_triggers"
    case deleteBecauseNoResourceConfig = "delete_because_no_resource_config"
    case deleteBecauseWrongRepetition = "delete_because_wrong_repetition"
    case deleteBecauseCountIndex = "delete_because_count_index"
    case deleteBecauseEachKey = "delete_because_each_key"
    case deleteBecauseNoModule = "delete_because_no_module"
    case deleteBecauseNoMoveTarget = "delete_because_no_move_target"
    case deleteBecauseEnabledFalse = "delete_because_enabled_false"
    case forgotBecauseLifecycleDestroyInState = "forgot_because_lifecycle_destroy_in_state"
    case forgotBecauseLifecycleDestroyInConfig = "forgot_because_lifecycle_destroy_in_config"
    case readBecauseConfigUnknown = "read_because_config_unknown"
    case readBecauseDependencyPending = "read_because_dependency_pending"
    case readBecauseCheckNested = "read_because_check_nested"
  }

  /// Whether an object is destroyed. Asked by part, since a replacement is written in either order.
  var destroys: Bool { actions.contains(.delete) }

  /// Whether another object takes the place of the destroyed one.
  var replaces: Bool { destroys && actions.contains(.create) }

  /// Whether nothing is done.
  var isNoOp: Bool { actions.allSatisfy { $0 == .noOp || $0 == .read } }

  /// What becomes of the resource in the words of the rules; `nil` when nothing does.
  var fate: ResourceChange.Fate? {
    if actions.contains(.forget) { return .forgotten }
    if replaces { return .kept }
    if destroys { return .removed }
    if actions.contains(.create) { return .added }
    return actions.contains(.update) ? .kept : nil
  }
}
