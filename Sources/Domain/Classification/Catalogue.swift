public import Findings
public import Repositories
public import SQL
public import YAML

/// Every classifier of the gate and every kind of change that they can emit.
public struct Catalogue: Sendable {
  /// The classifiers; their order changes no result.
  public let classifiers: [any Classifier]

  /// The kinds of all classifiers, each once, in the order of their ids.
  ///
  /// Several classifiers may emit one kind: a security group and a packet filter both open an ingress to the
  /// world.
  ///
  /// Computed when asked for: a commit in which nothing is found never asks.
  public var kinds: [ChangeKind] {
    var kinds: [ChangeKind] = []
    for kind in classifiers.flatMap(\.kinds).sorted(by: { $0.id < $1.id }) where kind != kinds.last {
      kinds.append(kind)
    }
    return kinds
  }

  /// The catalogue of `classifiers`.
  public init(classifiers: [any Classifier]) { self.classifiers = classifiers }

  /// The classifiers of this program.
  ///
  /// - Parameters:
  ///   - statementParser: reads SQL statements; the adapter of PostgreSQL's own grammar, or the recogniser.
  ///   - yamlParser: reads YAML and JSON; the adapter of libyaml.
  ///   - hashes: compute the digests that Terraform configuration asks for; they are not known if left out.
  ///   - schemaMemory: keeps what histories of migrations made of the schema; nothing is kept if left out.
  public static func standard(
    statementParser: any StatementParser, yamlParser: any YAMLParser, hashes: HashFunctions? = nil,
    schemaMemory: (any SchemaMemory)? = nil
  ) -> Catalogue {
    Catalogue(classifiers: [
      GovernanceClassifier(), MigrationClassifier(parser: statementParser, yaml: yamlParser, memory: schemaMemory),
      NetworkClassifier(parser: yamlParser), TerraformClassifier(yamlParser: yamlParser, hashes: hashes),
    ])
  }

  /// The same catalogue for repositories whose migrations these servers run.
  public func serving(_ servers: [DatabaseServer]) -> Catalogue {
    guard !servers.isEmpty else { return self }
    return Catalogue(classifiers: classifiers.map { ($0 as? MigrationClassifier)?.serving(servers) ?? $0 })
  }

  /// The kind of that id; `nil` when no classifier knows it.
  public func kind(_ id: String) -> ChangeKind? { kinds.first { $0.id == id } }

  /// What all classifiers together find in `change`, the findings in report order.
  public func classify(_ change: ChangeSet) throws(Failure) -> Classification {
    let followed = try change.followingLinks()
    let withLinks = followed.showingLinks(of: change)
    var whole = Classification()
    for classifier in classifiers {
      whole.merge(try classifier.classify(classifier.seesLinks ? withLinks : followed.change))
    }
    change.plainBlobs.keep()
    // Digests and approvals speak of the files that git lists, wherever a finding stands.
    whole.governed = followed.listed(whole.governed)
    whole.findings = whole.findings.map { $0.covering(followed.listed(Set($0.files))) }
    whole.places = followed.sources
    whole.findings.sort(by: Finding.reportOrder)
    return whole
  }

  /// The digest of the rules: the version of the program and everything that its ``kinds`` declare.
  ///
  /// Evidence names it, so that a later `verify` knows whether it repeats the same judgement.
  public static func digest(of kinds: [ChangeKind], toolVersion: String, _ sha256: SHA256Function) -> Digest {
    var text = "gatehouse \(toolVersion)\n"
    for kind in kinds {
      text += "\(kind.id) \(kind.baseScore) \(kind.direction.rawValue) \(kind.reversible)\n"
    }
    return sha256(Array(text.utf8))
  }
}
