import JSON

/// Reads one element of `resource_changes`.
enum PlannedChangeReader {
  static func read(
    _ element: JSONCursor
  ) throws(JSONShapeError) -> (change: PlannedChange, hasUnknownAction: Bool) {
    let change = try element.required("change")
    var actions: [PlannedChange.Action] = []
    var hasUnknown = false
    for action in try change.required("actions").elements() {
      if let known = PlannedChange.Action(rawValue: try action.string()) {
        actions.append(known)
      } else {
        hasUnknown = true
      }
    }
    let planned = PlannedChange(
      address: try address(element),
      previous: try element.optional("previous_address").flatMap { previous throws(JSONShapeError) in
        PlanAddress(try previous.string())
      },
      actions: actions,
      reason: try element.optional("action_reason").flatMap { reason throws(JSONShapeError) in
        PlannedChange.Reason(rawValue: try reason.string())
      },
      isDeposed: try element.optional("deposed") != nil,
      replacePaths: try replacePaths(change), before: try change.optional("before")?.object(),
      after: try change.optional("after")?.object(), afterUnknown: change.value["after_unknown"] ?? .null)
    return (planned, hasUnknown || actions.isEmpty)
  }

  /// The longest address that is taken: it goes into every report. Real ones stay below a tenth.
  private static let nameLimit = 4_096

  private static func address(_ element: JSONCursor) throws(JSONShapeError) -> PlanAddress {
    var steps: [PlanAddress.Step] = []
    if let path = try element.optional("module_address") {
      guard let read = PlanAddress.steps(try path.string()) else { throw path.invalid("is no module address") }
      steps = read
    }
    let instance: String
    switch element.value["index"] {
    case nil, .null: instance = ""
    case .integer(let number): instance = "[\(number)]"
    case .string(let key): instance = "[\(StaticValue.string(key).shown)]"
    default: throw try element.required("index").invalid("is no instance key")
    }
    let address = PlanAddress(
      modules: steps, type: try element.required("type").string(), name: try element.required("name").string(),
      instance: instance)
    guard "\(address.modulePath).\(address.resource)".utf8.count <= nameLimit else {
      throw try element.required("name").invalid("stands at an address of more than \(nameLimit) bytes")
    }
    return address
  }

  /// The names of the attributes, with those of the blocks around them.
  ///
  /// A path may go through the key of a map or the element of a set, which are values and not shown: it ends at the first
  /// step that is not certain to be a name.
  private static func replacePaths(_ change: JSONCursor) throws(JSONShapeError) -> [String] {
    guard let list = try change.optional("replace_paths") else { return [] }
    var paths: [String] = []
    for path in try list.elements() {
      var names: [String] = []
      var isAfterName = false
      for step in try path.elements() {
        guard let name = step.value.string else {
          isAfterName = false
          continue
        }
        guard !isAfterName, isName(name) else { break }
        names.append(name)
        isAfterName = true
      }
      if !names.isEmpty { paths.append(names.joined(separator: ".")) }
    }
    return Set(paths).sorted()
  }

  /// Whether a text has the form of a provider's attribute: lower case, digits and underscores.
  private static func isName(_ text: String) -> Bool {
    text.utf8.count <= 128 && !text.isEmpty
      && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
  }
}
