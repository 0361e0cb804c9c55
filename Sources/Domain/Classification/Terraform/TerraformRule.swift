import Findings

/// Recognises one sort of change in a module, and its inverse where there is one.
///
/// A rule stands in one file together with the kinds that it emits. It is a pure function of both sides of
/// the module.
protocol TerraformRule: Sendable {
  /// The kinds that the rule emits.
  var kinds: [ChangeKind] { get }

  /// Whether the rule compares what is written and no values: then a call with other arguments changes nothing.
  var comparesTextOnly: Bool { get }

  func findings(in change: ModuleChange) -> [Finding]
}

extension TerraformRule {
  var comparesTextOnly: Bool { false }
}
