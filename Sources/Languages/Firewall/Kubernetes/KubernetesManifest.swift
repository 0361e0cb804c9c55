import Exposure
public import YAML

/// Reads what the objects of a Kubernetes manifest let through.
public enum KubernetesManifest {
  /// Whether a document is an object of Kubernetes.
  public static func isManifest(_ document: YAMLNode) -> Bool {
    document["apiVersion"]?.text != nil && document["kind"]?.text != nil
  }

  /// - Parameters:
  ///   - documents: the documents of the file.
  ///   - template: the template that they were made readable from.
  public static func read(_ documents: [YAMLNode], template: TemplateText? = nil) -> DeclaredReach {
    var declared = DeclaredReach()
    for document in documents {
      for object in KubernetesObject.all(in: document) {
        read(object, template, &declared)
      }
    }
    return declared
  }

  /// What a patch that stands in a kustomization does, as far as it bears on who reaches what.
  public static func marks(ofPatch document: YAMLNode, line: Int) -> [DeclaredMark] {
    KubernetesObject.all(in: document).compactMap { object in
      let origin = Origin(line: line + object.line - 1)
      let name = "\(object.kind) \(object.fullName)"
      if object.node["$patch"]?.text == "delete" {
        return object.isPolicy ? DeclaredMark(.policyDropped, name, origin) : nil
      }
      let type = object.spec?["type"]?.text ?? ""
      guard
        object.isPolicy || object.kind == "Ingress"
          || (object.kind == "Service" && ["LoadBalancer", "NodePort"].contains(type))
      else { return nil }
      return DeclaredMark(.patched, "\(name) by \(object.spec?.canonical ?? "nothing")", origin)
    }
  }

  private static func read(_ object: KubernetesObject, _ template: TemplateText?, _ declared: inout DeclaredReach) {
    let guards = template?.guards(at: object.line) ?? []
    var policies: [PodPolicy] = []
    if let patch = object.node["$patch"]?.text, patch == "delete" {
      // A strategic merge patch that takes the object away (kubernetes-sigs/kustomize, "patches").
      if object.isPolicy {
        declared.marks.append(
          DeclaredMark(.policyDropped, "\(object.kind) \(object.fullName)", Origin(line: object.line)))
      }
      return
    }
    switch (object.group, object.kind) {
    case ("networking.k8s.io", "NetworkPolicy"), ("extensions", "NetworkPolicy"):
      policies = [NetworkPolicyReader(object: object, guards: guards).policy()]
    case ("projectcalico.org", "NetworkPolicy"), ("projectcalico.org", "GlobalNetworkPolicy"),
      ("crd.projectcalico.org", "NetworkPolicy"), ("crd.projectcalico.org", "GlobalNetworkPolicy"):
      policies = [CalicoPolicyReader(object: object, guards: guards).policy()]
    case ("cilium.io", "CiliumNetworkPolicy"), ("cilium.io", "CiliumClusterwideNetworkPolicy"):
      policies = CiliumPolicyReader(object: object, guards: guards).policies()
    case ("policy.networking.k8s.io", "AdminNetworkPolicy"), ("policy.networking.k8s.io", "BaselineAdminNetworkPolicy"):
      policies = [AdminPolicyReader(object: object, guards: guards).policy()]
    case ("", "Service"): declared.groups += ServiceReader(object: object, guards: guards).groups()
    case ("networking.k8s.io", "Ingress"), ("extensions", "Ingress"):
      declared.groups += RouteReader(object: object, guards: guards).groups()
    case ("gateway.networking.k8s.io", _), ("networking.istio.io", "Gateway"), ("route.openshift.io", "Route"),
      ("traefik.io", _), ("traefik.containo.us", _):
      declared.groups += GatewayReader(object: object, guards: guards).groups()
    case ("helm.toolkit.fluxcd.io", "HelmRelease"):
      object.spec?["values"].map { declared.merge(HelmValues.read($0, under: object.fullName)) }
    case ("argoproj.io", "Application"):
      object.spec?["source", "helm", "valuesObject"].map { declared.merge(HelmValues.read($0, under: object.fullName)) }
    case (_, let kind) where HostPortReader.isWorkload(kind):
      declared.groups += HostPortReader(object: object, guards: guards).groups()
    default: return
    }
    declared.policies += policies.map { $0.adding(hidden(object, template)) }
  }

  /// Labels and annotations are printed as well; what prints rules has one of these in its name.
  private static let ruleWords = [
    "gress", "rule", "Rule", "from", "From", "allow", "Allow", "olic", "cidr", "Cidr", "peer",
  ]

  /// What a template prints into the rules of a policy without saying what it is: each may let in anything.
  private static func hidden(_ object: KubernetesObject, _ template: TemplateText?) -> [Rule] {
    guard let template else { return [] }
    return template.hidden.filter { object.line <= $0.line && $0.line <= object.lastLine + 1 }
      .filter { item in ruleWords.contains { item.expression.contains($0) } }
      .map { item in
        Rule(
          .all, conditions: [Condition(.unknown, "{{ \(item.expression) }}")], action: .accept,
          origin: Origin(line: item.line))
      }
  }
}

extension PodPolicy {
  /// The policy with rules that apply to each way that it closes.
  fileprivate func adding(_ hidden: [Rule]) -> PodPolicy {
    guard !hidden.isEmpty else { return self }
    var more = rules
    for way in isolates { more[way, default: []] += hidden }
    return replacing(rules: more)
  }
}

extension [UInt8] {
  /// Whether `text` stands anywhere in the bytes.
  public func mentions(_ text: String) -> Bool {
    let needle = Array(text.utf8)
    guard let first = needle.first, count >= needle.count else { return needle.isEmpty }
    var place = 0
    while let found = self[place...].firstIndex(of: first), found + needle.count <= count {
      if self[found..<(found + needle.count)].elementsEqual(needle) { return true }
      place = found + 1
    }
    return false
  }
}
