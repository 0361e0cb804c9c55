public import YAML

/// Reads what a template or an inventory of a cloud provider lets through.
public enum CloudDocument {
  /// - Parameter settings: what a file of parameters sets in the template.
  public static func read(_ document: YAMLNode, settings: [String: YAMLNode] = [:]) -> DeclaredReach {
    var declared = DeclaredReach()
    var aws = AWSFirewalls(document, settings: settings)
    var azure = AzureFirewalls(document, settings: settings)
    var google = GoogleFirewalls(document)
    declared.groups = aws.read() + azure.read() + google.read()
    declared.diagnostics = aws.diagnostics
    return declared
  }
}
