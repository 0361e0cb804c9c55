import Classification
import Findings
import JSON
import Repositories
import TestSupport
import Testing

@Suite("Terraform plans")
struct PlanTests {
  /// The cases with plans.
  static let planned = try? FixtureTests.fixtures.get().filter { !$0.plans.isEmpty }

  @Test("no value of a plan reaches a finding")
  func noValueLeaves() throws {
    var searched = 0
    for fixture in try #require(Self.planned) {
      for plan in fixture.plans {
        var values: Set<String> = []
        Self.collect(try JSONReader.parse(plan.bytes, limits: .foreign), into: &values)
        // Only the plan has something to tell of this change.
        let note = plan.module.appending("zz.tf")
        let change = try ChangeSet(from: fixture.base, to: fixture.base.replacing(note, with: .text("# note\n")))
        let found = try PlanReview([PlanFile(name: "p", bytes: plan.bytes, module: plan.module)], of: change)
          .applied(to: Classification()).findings
        for finding in found {
          let texts =
            [finding.resource, finding.before?.shown, finding.after?.shown].compactMap { $0 }
            + finding.facts.map(\.value)
          for value in values.subtracting(Self.ownWords) {
            searched += 1
            #expect(!texts.contains { $0.contains(value) }, "\(fixture): \(value) in \(texts)")
          }
        }
      }
    }
    #expect(searched > 1_000)
  }

  /// Values of the cases that are words of the report as well.
  private static let ownWords: Set<String> = ["main", "data", "replica", "ingress", "infra"]

  /// The texts under `before`, `after` and everything else that holds values: long enough not to be met by chance.
  private static func collect(_ value: JSONValue, into values: inout Set<String>) {
    switch value {
    case .string(let text) where text.utf8.count >= 4 && !text.hasPrefix("aws_") && !text.contains(":"):
      values.insert(text)
    case .array(let elements): for element in elements { collect(element, into: &values) }
    case .object(let object):
      for member in object.members where !names.contains(member.key) { collect(member.value, into: &values) }
    default: break
    }
  }

  /// Members that hold addresses, actions and paths, which are told.
  private static let names: Set<String> = [
    "address", "module_address", "previous_address", "type", "name", "index", "actions", "action_reason",
    "replace_paths", "references", "module_calls", "relevant_attributes", "checks",
  ]

  @Test(
    "what is no plan in JSON is refused",
    arguments: [
      "", "PK\u{3}\u{4}", "{}", "[]", #"{"format_version":"1.2"}"#, #"{"format_version":"2.0","resource_changes":[]}"#,
      #"{"format_version":"1.0","terraform_version":"1.11.4","values":{}}"#,
      #"{"format_version":"1.2","resource_changes":[{"mode":"managed"}]}"#,
      #"{"format_version":"1.2","resource_changes":{}}"#,
      #"{"format_version":"1.2","resource_changes":[{"type":"a","name":"b","module_address":"a","change":{"actions":[]}}]}"#,
    ])
  func noPlan(_ text: String) throws {
    let tree: MemoryTree = ["main.tf": "# empty\n"]
    let change = try ChangeSet(from: tree, to: tree)
    let file = PlanFile(name: "plan.json", bytes: Array(text.utf8), module: .root)
    #expect {
      try PlanReview([file], of: change)
    } throws: { error in
      (error as? Failure)?.code == .usage
    }
  }

  @Test("a plan finds its root module by what it declares")
  func placement() throws {
    let block = "resource \"aws_vpc\" \"a\" {}\n"
    let base: MemoryTree = ["a/main.tf": .text(block), "b/main.tf": .text(block), "c/main.tf": "# nothing\n"]
    let head: MemoryTree = [
      "a/main.tf": .text(block + "\n"), "b/main.tf": .text(block), "c/main.tf": "# nothing\n",
    ]
    let plan = Array(
      #"{"format_version":"1.2","resource_changes":[],"configuration":{"root_module":{"resources":[{"address":"aws_vpc.a","mode":"managed"}]}}}"#
        .utf8)
    let change = try ChangeSet(from: base, to: head)
    func module(_ named: RepositoryPath?, _ folder: RepositoryPath?) throws -> RepositoryPath? {
      try PlanReview([PlanFile(name: "p", bytes: plan, module: named, folder: folder)], of: change).plans.first?.module
    }
    #expect(try module(nil, nil) == "a")
    #expect(try module("b", nil) == "b")
    #expect(try module(nil, "b") == "b")
    #expect(throws: Failure.self) { try module("nowhere", nil) }
    let both = try ChangeSet(from: ["x": "1"], to: head)
    #expect(throws: Failure.self) {
      try PlanReview([PlanFile(name: "p", bytes: plan)], of: both)
    }
  }

  @Test("cut short, with bits flipped, or nested deep, a plan is read or refused, and nothing traps")
  func mutations() throws {
    // The real plan is large and worth a few rounds.
    for (name, rounds) in [("plan-two-halves", 1_500), ("plan-real", 20)] {
      let fixture = try #require(Self.planned?.first { $0.name == name })
      try mutate(fixture, rounds: rounds)
    }
    let deep = String(repeating: #"{"a":["#, count: 5_000)
    #expect(throws: Failure.self) {
      try PlanReview([PlanFile(name: "p", bytes: Array(deep.utf8), module: .root)], of: ChangeSet(from: [:], to: [:]))
    }
  }

  private func mutate(_ fixture: Fixture, rounds: Int) throws {
    let plan = try #require(fixture.plans.first)
    let change = try fixture.changeSet()
    let found = try FixtureTests.catalogue.classify(change)
    var random = SeededWords(seed: 7)
    for round in 0..<rounds {
      var bytes = plan.bytes
      if round % 4 == 0 {
        bytes = Array(bytes.prefix(Int(random.next() % UInt64(bytes.count))))
      } else {
        for _ in 0..<(1 + round % 5) {
          bytes[Int(random.next() % UInt64(bytes.count))] ^= UInt8(1 << (random.next() % 8))
        }
      }
      do {
        let review = try PlanReview([PlanFile(name: "p", bytes: bytes, module: plan.module)], of: change)
        #expect(review.applied(to: found).findings.count >= found.findings.count)
      } catch {
        #expect(error.code == .usage)
      }
    }
  }
}
