import Exposure
import Firewall
import Foundation
import PolicyYAML
import Testing
import YAML

enum Aerleon {
  static let python = Tool.path("python3") ?? "python3"

  static let isInstalled = (try? Tool.output(python, ["-c", "import aerleon"])).flatMap { $0 } != nil
}

/// aerleon renders one policy into many formats; what they let in must be the same.
@Suite("Against aerleon", .enabled(if: Aerleon.isInstalled || KernelOracle.isRequired, "needs aerleon"))
struct CrossFormatTests {
  private static let policies = 60

  /// Policies of one to six terms, each rendered for every format that can express it.
  private static let script = #"""
    import json, random, sys
    from aerleon import api
    from aerleon.lib import naming

    NETWORKS = {"OFFICE": "10.0.0.0/8", "PART": "10.66.0.0/16", "BAD": "203.0.113.0/24", "HALF": "128.0.0.0/1",
                "WORLD": "0.0.0.0/0"}
    SERVICES = {"SSH": [("tcp", "22")], "WEB": [("tcp", "80"), ("tcp", "443")], "HIGH": [("udp", "1024-3388")],
                "MIXED": [("tcp", "20-25"), ("tcp", "5432")]}
    TARGETS = {"speedway": "INPUT DROP", "nftables": "inet input", "packetfilter": "a-filter inet in",
               "gce": "INGRESS", "k8s": "INGRESS"}
    definitions = naming.Naming()
    definitions.ParseDefinitionsObject({
        "networks": {name: {"values": [{"address": text}]} for name, text in NETWORKS.items()},
        "services": {name: [{"protocol": p, "port": n} for p, n in services] for name, services in SERVICES.items()},
    }, "")

    def render(target, terms):
        filters = [{"header": {"targets": {target: TARGETS[target]}}, "terms": terms}]
        return next(iter(api.Generate([{"filename": "p", "filters": filters}], definitions).values()))

    answers = []
    dice = random.Random(7)
    for number in range(int(sys.argv[2])):
        terms = []
        for index in range(dice.randint(1, 6)):
            service = dice.choice(sorted(SERVICES))
            action = "accept" if number % 2 or dice.random() < 0.6 else "deny"
            terms.append({"name": "t%d" % index, "source-address": dice.choice(sorted(NETWORKS)),
                          "destination-port": service, "protocol": SERVICES[service][0][0], "action": action})
        isOpening = all(term["action"] == "accept" for term in terms)
        last = [{"name": "last", "action": "deny"}]
        # Rules that deny have no place in Kubernetes, and in Google's only with numbers.
        answers.append({target: render(target, terms if target in ("gce", "k8s") else terms + last)
                        for target in TARGETS if isOpening or target not in ("gce", "k8s")})
    with open(sys.argv[1], "w") as file:
        json.dump(answers, file)
    """#

  private static let region = TrafficSet.all(.ipv4)

  private static func reach(_ format: String, _ text: String) -> TrafficSet? {
    let bytes = Array(text.utf8)
    switch format {
    case "speedway": return IptablesSave.parse(bytes, family: .ipv4).reach(.input, within: region).value?.accepted
    case "nftables": return Nftables.parse(bytes).reach(.input, within: region).value?.accepted
    case "packetfilter": return PacketFilter.parse(bytes).reach(.input, within: region).value?.accepted
    default:
      let documents = YAMLTrees().parse(bytes, isTemplate: false).documents
      if format == "gce" {
        let groups = documents.flatMap { CloudDocument.read($0).groups }
        return groups.first.flatMap { $0.reach().value?.accepted.intersection(region) }
      }
      let policies = KubernetesManifest.read(documents).policies
      let groups = PodIsolation.groups(of: PodIsolation.podSets(of: policies), under: policies)
      return groups.first { $0.key.way == .ingress }.flatMap { $0.reach().value?.accepted.intersection(region) }
    }
  }

  @Test("one policy lets in the same packets in every format")
  func formats() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("aerleon-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try #require(try Tool.output(Aerleon.python, ["-c", Self.script, folder.path, "\(Self.policies)"]))
    let answers = try JSONDecoder().decode([[String: String]].self, from: Data(contentsOf: folder))
    #expect(answers.count == Self.policies)
    var compared = 0
    for answer in answers {
      let reference = try #require(answer["speedway"].flatMap { Self.reach("speedway", $0) })
      for (format, text) in answer where format != "speedway" {
        let reach = try #require(Self.reach(format, text), "\(format)\n\(text)")
        #expect(reach == reference, "\(format)\n\(text)\n\(answer["speedway"] ?? "")")
        compared += 1
      }
    }
    #expect(compared >= Self.policies * 2)
  }
}
