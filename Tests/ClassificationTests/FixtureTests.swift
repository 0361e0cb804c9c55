import Classification
import Findings
import PolicyYAML
import PostgresGrammar
import Repositories
import SQL
import Signing
import TestSupport
import Testing

@Suite("Fixtures of the classifiers")
struct FixtureTests {
  static let catalogue = Catalogue.standard(statementParser: Recognizer(), yamlParser: YAMLTrees(), hashes: .crypto)
  static let fixtures = Result { try Fixture.loadAll() }

  /// The findings of a case, with those of its plans.
  static func classify(_ fixture: Fixture) throws -> Classification {
    let change = try fixture.changeSet()
    let found = try catalogue.classify(change)
    guard !fixture.plans.isEmpty else { return found }
    let files = fixture.plans.map { PlanFile(name: "plan.json", bytes: $0.bytes, module: $0.module) }
    var review = try PlanReview(files, of: change)
    for (index, plan) in fixture.plans.enumerated() { review.plans[index].mayLower = plan.isSigned }
    return review.applied(to: found)
  }

  @Test("a case gives exactly the findings that it expects", arguments: try fixtures.get())
  func expectedFindings(_ fixture: Fixture) throws {
    let result = try Self.classify(fixture)
    let mismatch = fixture.expected.mismatch(
      findings: result.findings, governed: result.governed, parsers: result.parsers)
    #expect(mismatch == nil, "\(fixture)\n\(mismatch ?? "")")
  }

  @Test(
    "PostgreSQL's own grammar gives the same findings as the recogniser",
    arguments: try Fixture.loadAll(domain: "migration"))
  func sameFindingsByGrammar(_ fixture: Fixture) throws {
    let byGrammar = Catalogue.standard(statementParser: PostgresParser(), yamlParser: YAMLTrees(), hashes: .crypto)
    #expect(
      try byGrammar.classify(fixture.changeSet()).findings == Self.catalogue.classify(fixture.changeSet()).findings)
  }

  @Test("the same change gives the same result twice, and in any order of the classifiers")
  func repeatable() throws {
    let reversed = Catalogue(classifiers: Self.catalogue.classifiers.reversed())
    for fixture in try Self.fixtures.get() {
      let first = try Self.catalogue.classify(fixture.changeSet())
      let second = try Self.catalogue.classify(fixture.changeSet())
      let other = try reversed.classify(fixture.changeSet())
      #expect(try Self.classify(fixture).findings == Self.classify(fixture).findings, "\(fixture)")
      #expect(first.findings == second.findings, "\(fixture)")
      #expect(first.findings == other.findings, "\(fixture)")
      #expect(first.governed == other.governed && first.parsers == other.parsers, "\(fixture)")
    }
  }

  @Test("what is known of contents from other cases, and from the case itself, changes nothing")
  func knownContents() throws {
    let known = PlainBlobs()
    for fixture in try Self.fixtures.get() {
      let change = try fixture.changeSet()
      let fresh = try Self.catalogue.classify(change)
      let again = ChangeSet(files: change.files, base: change.base, head: change.head, plainBlobs: known)
      for _ in 1...2 {
        let remembered = try Self.catalogue.classify(again)
        #expect(fresh.findings == remembered.findings && fresh.governed == remembered.governed, "\(fixture)")
      }
    }
  }

  @Test("a tree compared with itself gives nothing")
  func unchanged() throws {
    for fixture in try Self.fixtures.get() {
      let result = try Self.catalogue.classify(ChangeSet(from: fixture.head, to: fixture.head))
      #expect(result.findings.isEmpty && result.governed.isEmpty, "\(fixture)")
    }
  }

  @Test("what undoes a change is governed by the same changed files")
  func inverted() throws {
    for fixture in try Self.fixtures.get() {
      let changed = Set(try fixture.changeSet().files.map(\.path))
      let forwards = try Self.catalogue.classify(fixture.changeSet())
      let backwards = try Self.catalogue.classify(fixture.invertedChangeSet())
      #expect(
        forwards.governed.intersection(changed) == backwards.governed.intersection(changed), "\(fixture)")
    }
  }

  @Test("a case lies in the folder of a kind of the catalogue")
  func foldersAreKinds() throws {
    for fixture in try Self.fixtures.get() {
      #expect(Self.catalogue.kind(fixture.kind) != nil, "\(fixture)")
    }
  }

  @Test("a kind has a case in which it fires and one in which it does not", arguments: catalogue.kinds)
  func everyKindHasFixtures(_ kind: ChangeKind) throws {
    let fires = try Self.fixtures.get().filter { $0.kind == kind.id }.map { fixture in
      fixture.expected.findings.contains { $0.kind == kind.id }
    }
    #expect(fires.contains(true), "\(kind.id) never fires")
    #expect(fires.contains(false), "\(kind.id) is never silent")
  }
}
