import Findings
import JSON

/// A plan in the JSON form of Terraform and OpenTofu, as far as it is looked at: what it does to which resource, and
/// whether that is all of it.
///
/// Only `resource_changes` is believed: `planned_values` lacks what is destroyed and shows forgotten resources without
/// their values (Terraform issue 38641).
struct TerraformPlan: Sendable {
  /// What is done to managed resources.
  let changes: [PlannedChange]

  /// Why the plan does not show all that will happen; empty for one that does.
  let gaps: [String]

  /// The resources whose actions are not known here, by address.
  let unknownActions: [PlanAddress]

  let configuration: PlanConfiguration

  /// The form that is understood; later minor versions only add to it.
  static let formatMajor: Substring = "1"

  /// How many resource changes are looked at; the largest states that are known hold a tenth.
  static let changeLimit = 200_000

  /// Reads the bytes of a file.
  ///
  /// - Throws: `usage` for what is no plan in JSON: nothing was checked then.
  init(_ file: PlanFile) throws(Failure) {
    let name = DisplayText.escaping(file.name)
    let document: JSONValue
    do {
      document = try JSONReader.parse(file.bytes, limits: .foreign)
    } catch {
      // The saved plan itself is a zip archive.
      let isSaved = file.bytes.starts(with: Array("PK".utf8))
      throw Failure(
        .usage, "\(name) is no plan in JSON" + (isSaved ? "" : ": \(error)"),
        hint: "make one: terraform show -json <plan> > \(name)")
    }
    do throws(JSONShapeError) {
      try self.init(JSONCursor(document))
    } catch {
      throw Failure(
        .usage, "\(name) is no plan in JSON: \(error)", hint: "make one: terraform show -json <plan> > \(name)")
    }
  }

  private init(_ document: JSONCursor) throws(JSONShapeError) {
    let version = try document.required("format_version")
    guard try version.string().split(separator: ".").first == Self.formatMajor else {
      throw version.invalid("is not a format that is known here")
    }
    // A state in JSON has the same version and no changes.
    guard document.value["resource_changes"] != nil || document.value["planned_values"] != nil else {
      throw document.invalid("holds no planned values")
    }
    var changes: [PlannedChange] = []
    var unknown: [PlanAddress] = []
    if let list = try document.optional("resource_changes") {
      let elements = try list.elements()
      guard elements.count <= Self.changeLimit else {
        throw list.invalid("has more than \(Self.changeLimit) elements")
      }
      for element in elements {
        // Data sources are read and never changed.
        if try element.optional("mode")?.string() == "data" { continue }
        let read = try PlannedChangeReader.read(element)
        changes.append(read.change)
        if read.hasUnknownAction { unknown.append(read.change.address) }
      }
    }
    self.changes = changes
    self.unknownActions = unknown
    self.gaps = Self.gaps(document.value)
    self.configuration = PlanConfiguration(document.value["configuration"] ?? .null)
  }

  private static func gaps(_ document: JSONValue) -> [String] {
    var gaps: [String] = []
    if document["errored"].map({ $0 != false }) ?? false { gaps.append("planning ended in an error") }
    // Absent before Terraform 1.8; then nobody claims that anything is left out.
    if document["complete"].map({ $0 != true }) ?? false { gaps.append("it does not cover the whole configuration") }
    if let deferred = document["deferred_changes"]?.array, !deferred.isEmpty {
      gaps.append("\(deferred.count) changes are deferred to a later plan")
    }
    return gaps
  }
}
