import Classification
import Findings
import PolicyYAML
import SQL
import Testing

@Suite("Catalogue")
struct CatalogueTests {
  static let catalogue = Catalogue.standard(statementParser: Recognizer(), yamlParser: YAMLTrees())

  @Test("an id names one kind, whoever emits it")
  func uniqueIDs() {
    let ids = Self.catalogue.kinds.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids == ids.sorted())
  }

  @Test("an id is <domain>.<object>.<change> in lower case", arguments: catalogue.kinds)
  func idShape(_ kind: ChangeKind) throws {
    #expect(try /[a-z]+(\.[a-z][a-z0-9]*(-[a-z0-9]+)*){2}/.wholeMatch(in: kind.id) != nil, "\(kind.id)")
  }

  @Test("a kind says what happened, why it matters and what to do instead", arguments: catalogue.kinds)
  func texts(_ kind: ChangeKind) {
    for text in [kind.title, kind.why, kind.instead] {
      #expect(text.first?.isWhitespace == false && text.last?.isWhitespace == false, "\(kind.id)")
    }
    #expect(kind.why.hasSuffix(".") && kind.instead.hasSuffix("."), "\(kind.id)")
    #expect(!kind.title.hasSuffix("."), "\(kind.id)")
    #expect(!kind.controls.isEmpty, "\(kind.id)")
  }

  @Test("a score lies within 0...1000, and a kind that tightens is not penalised", arguments: catalogue.kinds)
  func scores(_ kind: ChangeKind) {
    #expect((0...1000).contains(kind.baseScore))
    if kind.direction == .tightens { #expect(kind.baseScore == BaseScore.info, "\(kind.id)") }
  }

  @Test("a kind is found by its id")
  func lookup() throws {
    let first = try #require(Self.catalogue.kinds.first)
    #expect(Self.catalogue.kind(first.id) == first)
    #expect(Self.catalogue.kind("no.such.kind") == nil)
  }
}
