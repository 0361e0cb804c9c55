public import YAML

/// Reads what a template or an inventory of a cloud provider lets through.
public enum CloudDocument {
  public static func read(_ document: YAMLNode) -> DeclaredReach {
    var declared = DeclaredReach()
    var aws = AWSFirewalls(document)
    var azure = AzureFirewalls(document)
    var google = GoogleFirewalls(document)
    declared.groups = aws.read() + azure.read() + google.read()
    return declared
  }
}
