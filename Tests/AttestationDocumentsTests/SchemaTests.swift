import Foundation
import JSON
import TestSupport
import Testing

@Suite("The schemas", .enabled(if: Oracle.isWanted, Oracle.absence))
struct SchemaTests {
  static let pairs = [
    ("change-evidence.schema.json", "evidence.json"), ("change-approval.schema.json", "approval.json"),
    ("report.schema.json", "report.json"), ("receipt.schema.json", "receipt.json"),
    ("terraform-plan.schema.json", "terraform-plan.json"),
  ]

  /// Whether each document fits the schema, by Python's jsonschema with formats checked.
  private func fit(_ documents: [JSONValue], _ schema: String) throws -> [Bool] {
    let program = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      kind = jsonschema.validators.validator_for(schema)
      kind.check_schema(schema)
      validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
      for document in json.load(open(sys.argv[2])):
          print("yes" if validator.is_valid(document) else "no")
      """
    let file = FileManager.default.temporaryDirectory.appending(path: "gatehouse-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(PrettyJSON.encode(.array(documents))).write(to: file)
    let schema = Documents.path(Documents.folder.appending(path: schema))
    let result = try Documents.run("python3", ["-c", program, schema, Documents.path(file)])
    try #require(result.succeeded, "\(result.output)")
    return result.output.split(separator: "\n").map { $0 == "yes" }
  }

  @Test("Every example fits its schema", arguments: pairs)
  func examples(_ schema: String, _ example: String) throws {
    #expect(try fit([try Documents.json(example)], schema) == [true])
  }

  @Test("A member missing, of another type or, where it is signed, one too many does not fit", arguments: pairs)
  func damaged(_ schema: String, _ example: String) throws {
    let whole = try #require(try Documents.json(example).object)
    let predicate = whole["predicate"]?.object
    let members = predicate ?? whole
    func document(_ change: (inout JSONObject) -> Void) -> JSONValue {
      var part = members
      change(&part)
      guard predicate != nil else { return .object(part) }
      var statement = whole
      statement["predicate"] = .object(part)
      return .object(statement)
    }
    // The one member of an approval that may be absent.
    let names = members.keys.filter { !(example == "approval.json" && $0 == "ticket") }
    let missing = names.map { name in document { $0[name] = nil } }
    let wrong = members.keys.map { name in document { $0[name] = ["another": ["type"]] } }
    #expect(try fit(missing, schema) == missing.map { _ in false }, "\(names)")
    #expect(try fit(wrong, schema) == wrong.map { _ in false }, "\(members.keys)")
    let additional = document { $0["another"] = "member" }
    #expect(try fit([additional], schema) == [predicate == nil])
  }

  /// The lines of a scan.
  private func lines(of file: URL) throws -> [JSONValue] {
    try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { try JSONReader.parse(Array($0)) }
  }

  @Test("Every line of a scan fits its schema, and none with a member missing or of another type")
  func scan() throws {
    let lines = try lines(of: Documents.examples.appending(path: "scan.jsonl"))
    #expect(lines.map { $0["type"]?.string } == ["scan", "commit", "commit", "summary"])
    var damaged: [JSONValue] = []
    for line in lines {
      let whole = try #require(line.object)
      for name in whole.keys {
        var (missing, wrong) = (whole, whole)
        missing[name] = nil
        wrong[name] = ["another": ["type"]]
        damaged += [.object(missing), .object(wrong)]
      }
    }
    #expect(try fit(lines, "scan.schema.json") == lines.map { _ in true })
    #expect(try fit(damaged, "scan.schema.json") == damaged.map { _ in false })
  }

  @Test("What the program writes today fits: the examples are made anew")
  func madeAnew() throws {
    let output = FileManager.default.temporaryDirectory.appending(path: "gatehouse-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: output) }
    let made = try Documents.run(
      "python3", ["examples/make.py", try Documents.program(), Documents.path(output)])
    try #require(made.succeeded, "\(made.output)")
    for (schema, example) in Self.pairs {
      let document = try JSONReader.parse(Array(try Data(contentsOf: output.appending(path: example))))
      #expect(try fit([document], schema) == [true], "\(example) no longer fits \(schema)")
    }
    let scanned = try lines(of: output.appending(path: "scan.jsonl"))
    #expect(try fit(scanned, "scan.schema.json") == scanned.map { _ in true })
    for name in ["trust.yaml", "evidence.pem", "allowed_signers", "change.rawdiff"] {
      #expect(try Data(contentsOf: output.appending(path: name)) == Data(try Documents.example(name)), "\(name)")
    }
    // Time and the program's own digest differ from run to run; nothing that says what the change is does.
    let change = try JSONReader.parse(Array(try Data(contentsOf: output.appending(path: "report.json"))))["change"]
    #expect(change == (try Documents.json("report.json"))["change"])
  }

  @Test("The report of a run that could not be carried out fits")
  func incomplete() throws {
    let repository = try TestRepository()
    try repository.commit("First", ["a": "a\n"])
    let report = repository.directory.appending(path: "report.json")
    _ = try Documents.run(
      try Documents.program(), ["check", "main..no-such-branch", "--output", "json=\(Documents.path(report))"],
      in: repository.directory)
    let document = try JSONReader.parse(Array(try Data(contentsOf: report)))
    #expect(document["verdict"] == "incomplete")
    #expect(try fit([document], "report.schema.json") == [true])
  }
}
