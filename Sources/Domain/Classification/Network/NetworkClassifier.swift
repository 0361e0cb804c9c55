public import Findings
public import Repositories
public import YAML

/// Recognises what changes of firewalls and network policies open and close: of host firewalls, of what clusters and
/// container engines publish, of cloud firewalls.
///
/// It decides by the packets that may open a connection before and after, so rules that are written
/// differently and let in the same packets give nothing.
public struct NetworkClassifier: Classifier {
  private let parser: any YAMLParser

  /// - Parameter parser: reads YAML and JSON.
  public init(parser: any YAMLParser) { self.parser = parser }

  public var kinds: [ChangeKind] {
    IngressJudgement.kinds + EgressJudgement.kinds + [
      .networkDenyRemoved, .networkDenyNarrowed, .networkDenyShadowed, .networkDenyAdded,
      .networkPolicyDefaultAccept, .networkPolicyDefaultDrop,
      .networkForwardOpened, .networkForwardNarrowed, .networkFileRemoved, .networkFileMoved,
      .networkFileUnparsed, .networkFileStillUnparsed, .networkFileOversized, .networkIsolationRemoved,
      .networkIsolationAdded,
      .networkNATExposed, .networkNATWithdrawn, .networkPortPublished, .networkPeerWidened,
      .networkIngressUnresolved, .networkIPv6Gap, .networkIPv6GapClosed, .networkRuleShadowed,
      .networkPriorityLoosened, .networkPriorityTightened, .networkRoutingEnabled, .networkRoutingDisabled,
    ]
  }

  public func classify(_ change: ChangeSet) throws(Failure) -> Classification {
    var hosts = FirewallSides.Gathering(change, parser)
    var declared = DeclaredSides(change, parser)
    for file in change.files {
      if !Self.isNamed(file.path), try change.isWithout(.packetFilter, file) { continue }
      let read = try change.read(file)
      try hosts.take(read)
      try declared.take(read)
    }
    var result = HostJudgement(sides: try hosts.finish()).result
    result.merge(try DeclaredJudgement.judge(&declared))
    return result
  }

  /// Whether a file of that name may bear on a filter whatever it starts with.
  private static func isNamed(_ path: RepositoryPath) -> Bool {
    DeclaredReader.isCandidate(path) || DeclaredSides.maySource(path) || FirewallParts.isNamed(path)
      || UFWDirectory.isPart(path) || FirewallFormat(path: path) != nil
  }
}
