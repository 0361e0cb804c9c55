public import Exposure

/// Something that a file says beside rules, and that has no packets of its own.
public struct DeclaredMark: Hashable, Sendable {
  public enum Meaning: Hashable, Sendable {
    /// The host forwards packets between networks.
    case routing
    /// A program that filters packets is switched off or taken off the host.
    case filterOff
    /// A patch takes a policy away.
    case policyDropped
    /// A setting of a chart puts policies in place.
    case policyPresent
    /// Something changes rules in a way that is not followed.
    case patched
  }

  public let meaning: Meaning
  /// In the words of its source.
  public let name: String
  public let origin: Origin

  public init(_ meaning: Meaning, _ name: String, _ origin: Origin) {
    self.meaning = meaning
    self.name = name
    self.origin = origin
  }
}
