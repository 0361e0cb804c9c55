import Exposure
import Findings
import Firewall
import YAML

/// Files that declare what lets packets through: manifests, compose files, templates of cloud providers.
struct DeclaredReader {
  /// What one side of a file says.
  struct Reading {
    var declared = DeclaredReach()
    /// Values that it gives to templates.
    var settings: TemplateSettings?
    /// Which files are applied with it.
    var kustomization: Kustomization?

    var isEmpty: Bool { declared.isEmpty && settings == nil && kustomization == nil }
  }

  let parser: any YAMLParser

  /// Endings of names under which such files are kept, with or without those of templates.
  private static let endings = NameEndings([
    ".yaml", ".yml", ".json", ".template", ".tpl", ".tmpl", ".gotmpl", ".j2", ".erb", ".in", ".cfn", ".arm", ".sh",
    ".bash", ".zsh", ".ksh", ".cloud-config", ".cfg", ".service", ".bicep", ".bicepparam",
    ".dockerfile", ".containerfile", ".mk", ".container", ".pod", ".tftpl",
  ])

  private static let dockerfile = Array("dockerfile.".utf8)

  /// Whether a file of this name may be one. Everything else is left alone: a program's source quotes manifests.
  static func isCandidate(_ path: RepositoryPath) -> Bool {
    let name = (path.undisguised ?? path).name
    return endings.end(name) || !name.contains(UInt8(ascii: "."))
      || name.prefix(dockerfile.count).asciiLowercased == dockerfile || HostSettings(path) != nil
  }

  /// Whether a file that changes is asked what it says.
  static func reads(_ bytes: [UInt8], at path: RepositoryPath) -> Bool {
    isCandidate(path) || isScript(bytes, at: path)
  }

  /// Words of which one stands in every file that declares anything: the cheap question before the parser is asked.
  static let words = ByteWords([
    "NetworkPolicy", "networkPolic", "LoadBalancer", "NodePort", "externalIPs", "hostPort", "hostNetwork", "Ingress",
    "ingress:", "kind: Service", "\"Service\"", "'Service'", "services:", "\"services\"", "SecurityGroup",
    "securityGroups",
    "ecurityRules", "networkSecurityGroups", "NetworkAcl", "IpPermissions", "compute#firewall", "compute.v1.firewall",
    "compute-v1:firewalls", "ComputeFirewall", "sourceRanges", "destinationRanges", "iptables", "ip6tables", "ufw",
    "firewall-cmd", "firewalld", "nft ", "nftables", "netfilter-persistent", "pfctl", "ip_forward", "all.forwarding",
    "tcp://", "gateway.networking.k8s.io", "kind: Gateway", "kind: Route", "ParameterKey", "eploymentParameters.json",
    "\"Parameters\"", "docker run", "podman run", "docker create", "PubliclyAccessible", "LoadBalancing",
    "/etc/iptables",
    "/etc/ufw", "pf.conf", "ec2_group",
    "ec2_security_group", "azure_rm_securitygroup", "gcp_compute_firewall", "gce_net", "docker_container",
    "podman_container",
  ])

  /// What the file says; `nil` when it is none that says anything.
  ///
  /// - Parameter settings: what a file of parameters sets in it.
  func read(
    _ bytes: [UInt8], at path: RepositoryPath, _ files: inout NeighbourFiles, settings: [String: YAMLNode] = [:]
  ) -> Reading? {
    guard Self.reads(bytes, at: path) else { return nil }
    if let host = HostSettings(path) {
      let declared = host.read(bytes)
      return declared.isEmpty ? nil : Reading(declared: declared)
    }
    if path.hasSuffix(".bicepparam") {
      return TemplateSettings(BicepReader.parameters(bytes)).map { Reading(settings: $0) }
    }
    let isKustomization = Kustomization.names.contains { path.isNamed($0) }
    guard isKustomization || Recipe(path) == .quadlet || Self.isNamedCompose(path) || Self.words.isMentioned(in: bytes)
    else { return nil }
    if path.hasSuffix(".bicep") {
      let declared = CloudDocument.read(BicepReader.read(bytes), settings: settings)
      return declared.isEmpty ? nil : Reading(declared: declared)
    }
    if let recipe = Recipe(path) {
      let declared = recipe.read(bytes, at: path)
      return declared.isEmpty ? nil : Reading(declared: declared)
    }
    if Self.isScript(bytes, at: path) {
      var others = files
      let declared = FirewallCommands.read(script: bytes) { name in
        // A script is run from its own directory, or from the top of the tree.
        others.bytes(name) ?? others.bytes(name, from: .root)
      }
      files = others
      return declared.isEmpty ? nil : Reading(declared: declared)
    }
    let isTerraform = [".tpl", ".tftpl", ".tmpl"].contains(where: path.hasSuffix) && bytes.mentions("${")
    let isTemplate = TemplateText.isTemplate(bytes) || isTerraform
    let template = isTemplate ? TemplateText(bytes, isTerraform: isTerraform) : nil
    let stream = parser.parse(template?.bytes ?? bytes, isTemplate: isTemplate)
    var reading = Reading()
    if isKustomization {
      take(stream.documents.first.map { Kustomization($0) }, into: &reading)
    } else {
      let isCloud = Self.cloudWords.isMentioned(in: bytes)
      let runsCommands = Self.programs.isMentioned(in: bytes)
      let variables = runsCommands && isTemplate ? roleVariables(of: path, &files) : [:]
      for document in stream.documents {
        declare(document, at: path, template, &files, into: &reading)
        if runsCommands { reading.declared.merge(FirewallCommands.read(document, variables: variables)) }
        if isCloud { reading.declared.merge(CloudDocument.read(document, settings: settings)) }
        reading.settings = reading.settings ?? TemplateSettings(document)
      }
    }
    let isCompose = Self.isNamedCompose(path) && bytes.mentions("ports")
    if let problem = stream.problem, isCompose || Self.isConcerned(bytes) {
      reading.declared.diagnostics.append(Diagnostic(.syntax, Origin(line: problem.line), problem.message))
    }
    return reading.isEmpty ? nil : reading
  }

  /// Whether a template has parameters that the settings are for.
  func asks(_ bytes: [UInt8], at path: RepositoryPath, for settings: TemplateSettings) -> Bool {
    guard Self.cloudWords.isMentioned(in: bytes) else { return false }
    let document =
      path.hasSuffix(".bicep") ? BicepReader.read(bytes) : parser.parse(bytes, isTemplate: false).documents.first
    return document.map { settings.isFor($0) } ?? false
  }

  private func declare(
    _ document: YAMLNode, at path: RepositoryPath, _ template: TemplateText?, _ files: inout NeighbourFiles,
    into reading: inout Reading
  ) {
    if path.isNamed("daemon.json") {
      reading.declared.merge(DockerDaemon.read(document))
    } else if KubernetesManifest.isManifest(document) {
      reading.declared.merge(KubernetesManifest.read([document], template: template))
    } else if ComposeFile.isCompose(Self.isNamedCompose(path) ? ComposeFile.upgraded(document) : document)
      || (document.has("include") && Self.isNamedCompose(path))
    {
      let variables = files.bytes(".env").map { EnvironmentFile.read($0) } ?? [:]
      var others = files
      reading.declared.merge(
        ComposeFile.read(ComposeFile.upgraded(document), variables: variables) { name in
          let other = others.bytes(name, evenJudged: false)
          return other.flatMap { parser.parse($0, isTemplate: false).documents.first.map(ComposeFile.upgraded) }
        })
      files = others
    } else if path.name.starts(with: "values".utf8), template == nil {
      reading.declared.merge(HelmValues.read(document))
    }
  }

  static func isNamedCompose(_ path: RepositoryPath) -> Bool {
    Array(path.name).mentions("compose") && (path.hasSuffix(".yml") || path.hasSuffix(".yaml"))
  }

  /// What a kustomization says of itself; patches in it that take a policy away or change what publishes.
  private func take(_ kustomization: Kustomization?, into reading: inout Reading) {
    guard let kustomization else { return }
    reading.kustomization = kustomization
    reading.declared.marks += kustomization.marks
    for patch in kustomization.patches {
      for document in parser.parse(Array(patch.text.utf8), isTemplate: false).documents {
        reading.declared.marks += KubernetesManifest.marks(ofPatch: document, line: patch.line)
      }
    }
  }

  /// The defaults and the variables of the role that a list of tasks belongs to (docs.ansible.com, "Roles").
  private func roleVariables(of path: RepositoryPath, _ files: inout NeighbourFiles) -> [String: YAMLNode] {
    let isOfRole = path.directory.isNamed("tasks") || path.directory.isNamed("handlers")
    return isOfRole ? RoleVariables(&files, parser).values : [:]
  }

  /// Words of which one stands in every script, cloud-init file and task list that is followed.
  static let programs = ByteWords([
    "iptables", "ip6tables", "ufw", "firewall-cmd", "firewalld", "nft ", "nftables", "netfilter-persistent",
    "ip_forward",
    "all.forwarding", "pfctl", "dockerd", "docker run", "podman run", "docker create", "/etc/iptables", "/etc/ufw",
    "pf.conf",
    "ec2_group",
    "ec2_security_group", "azure_rm_securitygroup", "gcp_compute_firewall", "gce_net", "docker_container",
    "podman_container",
  ])

  /// Whether a shell runs the file: by its name, or by its first line.
  static func isScript(_ bytes: [UInt8], at path: RepositoryPath) -> Bool {
    let name = (path.undisguised ?? path).name
    let isNamed = [".sh", ".bash", ".zsh", ".ksh"].contains { name.hasSuffix($0) }
    return isNamed || startsAsScript(bytes)
  }

  /// Whether the first line names a shell.
  static func startsAsScript(_ bytes: [UInt8]) -> Bool {
    guard bytes.starts(with: "#!".utf8) else { return false }
    let first = bytes.prefix { $0 != 10 }
    return Array(first).mentions("sh") && !Array(first).mentions("nft")
  }

  private static let cloudWords = ByteWords([
    "AWS::EC2::SecurityGroup", "AWS::EC2::NetworkAcl", "IpPermissions", "NetworkAcls", "ecurityRules",
    "etworkSecurityGroups", "compute#firewall", "compute.v1.firewall", "compute-v1:firewalls", "ComputeFirewall",
    "sourceRanges", "destinationRanges", "PubliclyAccessible", "AWS::ElasticLoadBalancing",
  ])

  /// Words without which a file that cannot be read declares nothing that would be told.
  private static let telling = ByteWords([
    "NetworkPolicy", "LoadBalancer", "NodePort", "hostPort", "AWS::EC2::SecurityGroup", "AWS::EC2::NetworkAcl",
    "networkSecurityGroups", "IpPermissions", "compute#firewall",
  ])

  /// Whether a file that cannot be read would have been told of.
  private static func isConcerned(_ bytes: [UInt8]) -> Bool {
    telling.isMentioned(in: BrokenDocuments.withoutMonitoring(bytes))
  }
}

/// Files of commands that are known by their names.
private enum Recipe {
  case makefile
  case dockerfile
  case unit
  case quadlet

  init?(_ path: RepositoryPath) {
    let name = (path.undisguised ?? path).bytes.asciiLowercased.split(separator: UInt8(ascii: "/")).last ?? []
    func isNamed(_ names: String...) -> Bool { names.contains { name.elementsEqual($0.utf8) } }
    if isNamed("makefile", "gnumakefile") || name.hasSuffix(".mk") {
      self = .makefile
    } else if isNamed("dockerfile", "containerfile") || name.starts(with: "dockerfile.".utf8)
      || name.hasSuffix(".dockerfile") || name.hasSuffix(".containerfile")
    {
      self = .dockerfile
    } else if name.hasSuffix(".service") {
      self = .unit
    } else if name.hasSuffix(".container") || name.hasSuffix(".pod") {
      self = .quadlet
    } else {
      return nil
    }
  }

  func read(_ bytes: [UInt8], at path: RepositoryPath) -> DeclaredReach {
    switch self {
    case .makefile: FirewallCommands.read(makefile: bytes)
    case .dockerfile: FirewallCommands.read(dockerfile: bytes)
    case .unit: FirewallCommands.read(unit: bytes)
    case .quadlet:
      FirewallCommands.read(
        quadlet: bytes, name: String(decoding: path.name.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self))
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
