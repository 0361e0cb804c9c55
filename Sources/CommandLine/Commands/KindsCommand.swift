import ArgumentParser
import Classification
import Findings
import JSON
import PolicyYAML
import PostgresGrammar

/// `gatehouse kinds`: the catalogue of what is recognised.
struct KindsCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "kinds", abstract: "List every kind of change that is recognised.")

  @Argument(help: ArgumentHelp("Only kinds whose id starts with this.", valueName: "prefix"))
  var prefix: String?

  @Option(help: "The format of the list.")
  var format: ListFormat = .text

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let kinds = Catalogue.standard(statementParser: PostgresParser(), yamlParser: YAMLTrees()).kinds.filter {
      $0.id.hasPrefix(prefix ?? "")
    }
    guard !kinds.isEmpty else {
      throw Failure(.usage, "no kind starts with \(DisplayText.escaping(prefix ?? ""))", hint: "gatehouse kinds")
    }
    switch format {
    case .text:
      let width = kinds.map(\.id.count).max() ?? 0
      for kind in kinds {
        let padding = String(repeating: " ", count: width - kind.id.count)
        let score = String(repeating: " ", count: max(0, 4 - "\(kind.baseScore)".count)) + "\(kind.baseScore)"
        try Terminal.output("\(kind.id)\(padding) \(score)  \(kind.title)\n")
      }
    case .json: try Terminal.output(PrettyJSON.encode(.array(kinds.map(\.json))))
    }
    return .allowed
  }
}

extension ChangeKind {
  /// The kind as `kinds --format json` lists it.
  fileprivate var json: JSONValue {
    [
      "id": .string(id), "title": .string(title), "baseScore": .integer(Int64(baseScore)),
      "direction": .string(direction.rawValue), "reversible": .bool(reversible), "why": .string(why),
      "instead": .string(instead), "controls": .strings(controls),
    ]
  }
}
