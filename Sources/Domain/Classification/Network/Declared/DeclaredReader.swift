import Exposure
import Findings
import Firewall
import YAML

/// Files that declare what lets packets through: manifests, compose files, templates of cloud providers.
struct DeclaredReader {
  let parser: any YAMLParser

  /// Endings of names under which such files are kept, with or without those of templates.
  private static let endings = [
    ".yaml", ".yml", ".json", ".template", ".tpl", ".tmpl", ".gotmpl", ".j2", ".erb", ".in", ".cfn", ".arm", ".sh",
    ".bash", ".zsh", ".ksh", ".cloud-config", ".cfg", ".service",
  ]

  /// Whether a file of this name may be one. Everything else is left alone: a program's source quotes manifests.
  static func isCandidate(_ path: RepositoryPath) -> Bool {
    let name = (path.undisguised ?? path).bytes.asciiLowercased.split(separator: UInt8(ascii: "/")).last ?? []
    return endings.contains { name.suffix($0.utf8.count).elementsEqual($0.utf8) } || !name.contains(UInt8(ascii: "."))
  }

  /// Words of which one stands in every file that declares anything: the cheap question before the parser is asked.
  private static let words = ByteWords([
    "NetworkPolicy", "LoadBalancer", "NodePort", "externalIPs", "hostPort", "hostNetwork", "Ingress", "kind: Service",
    "\"Service\"", "'Service'", "services:", "\"services\"", "SecurityGroup", "securityGroups", "networkSecurityGroups",
    "NetworkAcl", "IpPermissions", "compute#firewall", "securityRules", "compute.v1.firewall", "compute-v1:firewalls",
    "ComputeFirewall", "sourceRanges", "destinationRanges", "iptables", "ip6tables", "ufw", "firewall-cmd", "firewalld",
    "nft ",
  ])

  /// What the file declares; `nil` when it is none that does.
  func read(_ bytes: [UInt8], at path: RepositoryPath) -> DeclaredReach? {
    guard Self.isCandidate(path), Self.words.isMentioned(in: bytes) else { return nil }
    if Self.isScript(bytes, at: path) {
      let declared = FirewallCommands.read(script: bytes)
      return declared.isEmpty ? nil : declared
    }
    let isTemplate = TemplateText.isTemplate(bytes)
    let template = isTemplate ? TemplateText(bytes) : nil
    let stream = parser.parse(template?.bytes ?? bytes, isTemplate: isTemplate)
    let isCloud = Self.cloudWords.isMentioned(in: bytes)
    let runsCommands = Self.programs.isMentioned(in: bytes)
    var declared = DeclaredReach()
    for document in stream.documents {
      if KubernetesManifest.isManifest(document) {
        declared.merge(KubernetesManifest.read([document], template: template))
      } else if ComposeFile.isCompose(document) {
        declared.merge(ComposeFile.read(document))
      }
      if runsCommands { declared.merge(FirewallCommands.read(document)) }
      if isCloud { declared.merge(CloudDocument.read(document)) }
    }
    if let problem = stream.problem, Self.isConcerned(bytes) {
      declared.diagnostics.append(
        Diagnostic(.syntax, Origin(line: problem.line), problem.message))
    }
    return declared.isEmpty ? nil : declared
  }

  private static let programs = ByteWords(["iptables", "ip6tables", "ufw", "firewall-cmd", "firewalld", "nft "])

  /// Whether a shell runs the file: by its name, or by its first line.
  private static func isScript(_ bytes: [UInt8], at path: RepositoryPath) -> Bool {
    let name = (path.undisguised ?? path).name
    let isNamed = [".sh", ".bash", ".zsh", ".ksh"].contains { name.suffix($0.utf8.count).elementsEqual($0.utf8) }
    let first = bytes.prefix { $0 != 10 }
    guard !isNamed else { return true }
    return first.starts(with: "#!".utf8) && Array(first).mentions("sh") && !Array(first).mentions("nft")
  }

  private static let cloudWords = ByteWords([
    "AWS::EC2::SecurityGroup", "AWS::EC2::NetworkAcl", "IpPermissions", "NetworkAcls", "ecurityRules",
    "etworkSecurityGroups", "compute#firewall", "compute.v1.firewall", "compute-v1:firewalls", "ComputeFirewall",
    "sourceRanges", "destinationRanges",
  ])

  /// Words without which a file that cannot be read declares nothing that would be told.
  private static let telling = ByteWords([
    "NetworkPolicy", "LoadBalancer", "NodePort", "hostPort", "AWS::EC2::SecurityGroup", "AWS::EC2::NetworkAcl",
    "networkSecurityGroups", "IpPermissions", "compute#firewall",
  ])

  private static func isConcerned(_ bytes: [UInt8]) -> Bool {
    telling.isMentioned(in: bytes)
  }
}
