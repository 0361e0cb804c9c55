import Exposure
import YAML

/// Reads security groups and network ACLs: in CloudFormation templates, and as the `aws` command prints and takes them.
struct AWSFirewalls {
  private let document: YAMLNode
  private let values: TemplateValues
  private var loops: TemplateLoops
  private var groups = CloudGroups()
  private var publications: [ReachGroup] = []
  /// What was not read.
  var diagnostics: [Diagnostic] {
    loops.isExceeded ? [Diagnostic(.limit, Origin(line: document.line), "the loops of the template give too much")] : []
  }
  /// The blocks of prefix lists that the template itself declares.
  private var prefixLists: [String: [YAMLNode]] = [:]

  init(_ document: YAMLNode, settings: [String: YAMLNode]) {
    self.document = document
    values = TemplateValues(document, settings: settings)
    loops = TemplateLoops(values)
  }

  mutating func read() -> [ReachGroup] {
    let resources = loops.entries(document["Resources"])
    for entry in resources where entry.value["Type"]?.text == "AWS::EC2::PrefixList" {
      let items = values.elements(entry.value["Properties", "Entries"])
      prefixLists[entry.key] = items.compactMap { $0.node["Cidr"] }
    }
    for entry in resources {
      resource(entry.key, entry.value)
      published(entry.key, entry.value)
    }
    for group in document["SecurityGroups"]?.elements ?? [] { described(group) }
    for list in document["NetworkAcls"]?.elements ?? [] { describedList(list) }
    if document.has("IpPermissions"), !document.has("SecurityGroups") { described(document) }
    return groups.all + publications
  }

  /// What a template gives an address of the Internet: databases and load balancers.
  private mutating func published(_ name: String, _ node: YAMLNode) {
    let properties = node["Properties"]
    switch node["Type"]?.text {
    case "AWS::RDS::DBInstance", "AWS::RDS::DBCluster", "AWS::Redshift::Cluster":
      guard let word = properties?["PubliclyAccessible"], values.text(word) != "false" else { return }
      let isLiteral = values.text(word) == "true"
      let port =
        values.text(properties?["Port"]).flatMap { UInt16($0) } ?? Self.port(of: values.text(properties?["Engine"]))
      publish(
        "database \(name)", .redirect, [port], isLiteral ? [] : ["PubliclyAccessible is \(TemplateValues.shown(word))"],
        word)
    case "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancing::LoadBalancer":
      let scheme = properties?["Scheme"]
      // Without a word, a load balancer faces the Internet.
      guard values.text(scheme) != "internal" else { return }
      let isLiteral = scheme == nil || values.text(scheme) != nil
      publish(
        "load balancer \(name)", .service, [80, 443],
        isLiteral ? [] : ["Scheme is \(scheme.map(TemplateValues.shown) ?? "")"],
        scheme ?? node)
    default: break
    }
  }

  private static func port(of engine: String?) -> UInt16 {
    switch engine ?? "" {
    case let name where name.contains("postgres"): 5432
    case let name where name.hasPrefix("oracle"): 1521
    case let name where name.hasPrefix("sqlserver"): 1433
    default: 3306
    }
  }

  private mutating func publish(
    _ name: String, _ subject: ReachGroup.Subject, _ ports: [UInt16], _ terms: [String], _ node: YAMLNode
  ) {
    let origin = Origin(line: node.line)
    let box = TrafficBox(protocols: ProtocolSet(members: [IPProtocol.tcp]), destinationPorts: PortSet(members: ports))
    let rule = Rule(TrafficSet(box), conditions: terms.map { Condition(.unknown, $0) }, action: .accept, origin: origin)
    publications.append(
      ReachGroup(ReachGroup.Key(subject, .ingress, name), RuleChain([rule], policy: .drop), origin: origin))
  }

  private mutating func resource(_ name: String, _ node: YAMLNode) {
    guard node["Type"]?.text?.hasPrefix("AWS::EC2::") == true else { return }
    // A resource that a condition may leave out opens what it opens all the same; one that is never there does not.
    if let condition = node["Condition"]?.text, values.holds(condition: condition) == false { return }
    let properties = node["Properties"].map { loops.unrolled($0) }
    switch node["Type"]?.text {
    case "AWS::EC2::SecurityGroup":
      groups.add([], to: name, .ingress, line: node.line)
      for item in values.elements(properties?["SecurityGroupIngress"]) {
        add(item.node, item.terms, to: name, .ingress)
      }
      let egress = values.elements(properties?["SecurityGroupEgress"])
      groups.add([], to: name, .egress, line: node.line)
      if egress.isEmpty, properties?.has("SecurityGroupEgress") != true {
        // A group without egress rules gets one that allows everything (AWS::EC2::SecurityGroup, "SecurityGroupEgress").
        groups.add([Rule(.all, action: .accept, origin: Origin(line: node.line))], to: name, .egress, line: node.line)
      }
      for item in egress { add(item.node, item.terms, to: name, .egress) }
    case "AWS::EC2::SecurityGroupIngress": separate(name, properties, .ingress)
    case "AWS::EC2::SecurityGroupEgress": separate(name, properties, .egress)
    case "AWS::EC2::NetworkAclEntry": entry(name, properties)
    default: break
    }
  }

  /// A rule that is a resource of its own belongs to the group that it names.
  private mutating func separate(_ name: String, _ properties: YAMLNode?, _ way: ReachGroup.Way) {
    guard let properties else { return }
    add(properties, [], to: Self.target(properties["GroupId"] ?? properties["GroupName"]) ?? name, way)
  }

  /// The logical name behind `!Ref`, `!GetAtt X.GroupId` or the text itself.
  private static func target(_ node: YAMLNode?) -> String? {
    guard let node else { return nil }
    guard let (function, argument) = TemplateValues.function(node) else { return node.text }
    guard function == "Ref" || function == "GetAtt" else { return TemplateValues.shown(node) }
    let text = argument.text ?? argument.elements.first?.text ?? ""
    return String(text.prefix { $0 != "." })
  }

  private static let names = [
    "SourceSecurityGroupId", "SourceSecurityGroupName", "SourcePrefixListId", "DestinationSecurityGroupId",
    "DestinationPrefixListId",
  ]

  private mutating func add(_ node: YAMLNode, _ terms: [String], to name: String, _ way: ReachGroup.Way) {
    guard node.isMapping, TemplateValues.function(node) == nil else {
      var rule = CloudRule(way, terms: terms)
      rule.add(name: TemplateValues.shown(node))
      return groups.add(rule.rules(.accept, line: node.line), to: name, way, line: node.line)
    }
    var base = CloudRule(way, terms: terms)
    service(node, &base)
    // Each block of a condition is a rule of its own.
    var rules: [Rule] = []
    for key in ["CidrIp", "CidrIpv6"] {
      for block in values.elements(node[key]) {
        var rule = base
        for term in block.terms { rule.add(condition: term) }
        rule.add(block: block.node, values)
        rules += rule.rules(.accept, line: node.line)
      }
    }
    for key in Self.names {
      guard let peer = node[key] else { continue }
      var rule = base
      if key.hasSuffix("PrefixListId"), let blocks = Self.target(peer).flatMap({ prefixLists[$0] }), !blocks.isEmpty {
        for block in blocks { rule.add(block: block, values) }
        rules += rule.rules(.accept, line: node.line)
        continue
      }
      let kind = key.hasSuffix("PrefixListId") ? "prefix list" : "security group"
      rule.add(name: Self.target(peer) == name ? "the group itself" : "\(kind) \(Self.target(peer) ?? "")")
      rules += rule.rules(.accept, line: node.line)
    }
    groups.add(rules, to: name, way, line: node.line)
  }

  private func service(_ node: YAMLNode, _ rule: inout CloudRule) {
    rule.set(protocol: values.text(node["IpProtocol"]))
    let (from, to) = (node["FromPort"], node["ToPort"])
    let isKnown = (from == nil || values.text(from) != nil) && (to == nil || values.text(to) != nil)
    rule.set(from: values.text(from), to: values.text(to), isKnown: isKnown)
  }

  private mutating func entry(_ name: String, _ properties: YAMLNode?) {
    guard let properties else { return }
    let list = Self.target(properties["NetworkAclId"]) ?? name
    numbered(properties, to: "network ACL \(list)")
  }

  /// An entry of a network ACL; the names of its fields are the same in templates and in the command's answers.
  private mutating func numbered(_ node: YAMLNode, to name: String) {
    let way: ReachGroup.Way = node["Egress"]?.truth == true ? .egress : .ingress
    var rule = CloudRule(way)
    let number = values.text(node["Protocol"])
    rule.set(protocol: number)
    let range = node["PortRange"]
    if range != nil {
      rule.set(
        from: values.text(range?["From"]), to: values.text(range?["To"]), isKnown: values.text(range?["From"]) != nil)
    }
    for key in ["CidrBlock", "Ipv6CidrBlock"] { node[key].map { rule.add(block: $0, values) } }
    let order = values.text(node["RuleNumber"]).flatMap { Int($0) } ?? Int(Int16.max)
    let action: Rule.Action = values.text(node["RuleAction"])?.lowercased() == "allow" ? .accept : .drop
    groups.add(
      rule.rules(action, order: order, line: node.line), to: name, way, line: node.line, isOrdered: true)
  }

  /// `aws ec2 describe-security-groups`.
  private mutating func described(_ group: YAMLNode) {
    let name = group["GroupId"]?.text ?? group["GroupName"]?.text ?? "security group"
    for (key, way) in [("IpPermissions", ReachGroup.Way.ingress), ("IpPermissionsEgress", .egress)] {
      guard group.has(key) else { continue }
      groups.add([], to: name, way, line: group.line)
      for permission in group[key]?.elements ?? [] {
        var rule = CloudRule(way)
        service(permission, &rule)
        for range in permission["IpRanges"]?.elements ?? [] { range["CidrIp"].map { rule.add(block: $0, values) } }
        for range in permission["Ipv6Ranges"]?.elements ?? [] { range["CidrIpv6"].map { rule.add(block: $0, values) } }
        for pair in permission["UserIdGroupPairs"]?.elements ?? [] {
          rule.add(name: "security group \(pair["GroupId"]?.text ?? pair["GroupName"]?.text ?? "")")
        }
        for list in permission["PrefixListIds"]?.elements ?? [] {
          rule.add(name: "prefix list \(list["PrefixListId"]?.text ?? "")")
        }
        groups.add(rule.rules(.accept, line: permission.line), to: name, way, line: permission.line)
      }
    }
  }

  private mutating func describedList(_ list: YAMLNode) {
    let name = "network ACL \(list["NetworkAclId"]?.text ?? "")"
    for entry in list["Entries"]?.elements ?? [] { numbered(entry, to: name) }
  }
}
