import Exposure
import Firewall
import Foundation
import PolicyYAML
import Testing
import YAML

/// Every reader of this module on damaged copies of the files that the fixtures hold.
@Suite("Damaged manifests and configurations")
struct DeclaredMutationTests {
  /// The files under `Tests/Fixtures/network`, small ones.
  private static let originals: [(name: String, bytes: [UInt8])] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/network", isDirectory: true)
    let files =
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return files.sorted { $0.path < $1.path }.compactMap { url in
      guard url.lastPathComponent != "expected.json", let data = try? Data(contentsOf: url), data.count < 4096 else {
        return nil
      }
      return (url.lastPathComponent, Array(data))
    }
  }()

  private static func read(_ name: String, _ bytes: [UInt8]) {
    if name.hasSuffix("xml") {
      _ = Firewalld.parse(bytes).reach(.input, budget: 20_000)
    } else if name.hasSuffix(".conf") {
      _ = PacketFilter.parse(bytes).reach(.input, budget: 20_000)
    } else if name.hasSuffix(".rules") {
      _ = UFWRules.parse([UFWRules.Part(label: name, bytes: bytes)], family: .ipv4).reach(.input, budget: 20_000)
    } else {
      let template = TemplateText.isTemplate(bytes) ? TemplateText(bytes) : nil
      let stream = YAMLTrees().parse(template?.bytes ?? bytes, isTemplate: template != nil)
      for document in stream.documents {
        var declared = KubernetesManifest.read([document], template: template)
        declared.merge(ComposeFile.read(document))
        declared.merge(CloudDocument.read(document))
        for group in declared.groups { _ = group.reach(budget: 20_000) }
        for group in PodIsolation.groups(of: PodIsolation.podSets(of: declared.policies), under: declared.policies) {
          _ = group.reach(budget: 20_000)
        }
      }
    }
  }

  @Test("no damage traps or hangs")
  func mutations() {
    var generator = Generator(seed: 21)
    #expect(Self.originals.count > 100)
    for round in 0..<Mutation.rounds(600) {
      let file = Self.originals[round % Self.originals.count]
      Self.read(file.name, Mutation.damage(file.bytes, &generator))
    }
  }

  @Test(
    "what leads back to itself, or doubles with every line, ends",
    arguments: [
      "}\n}\n]\n", "param a string = [\n  {\n", "var a = [a, a]\nresource x 'y@1' = {\n",
      (0..<60).map { "var v\($0 + 1) = [v\($0), v\($0)]\n" }.joined(),
    ])
  func bicep(text: String) {
    let start = ContinuousClock.now
    _ = CloudDocument.read(BicepReader.read(Array(text.utf8)))
    _ = CloudDocument.read(BicepReader.read(Array(String(repeating: text, count: 50).utf8)))
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test("parameters and mappings of a template that lead back to themselves end")
  func circles() throws {
    let text = """
      Parameters: {A: {Default: !Sub "${A}"}, B: {Default: !Ref B}}
      Mappings: {M: {x: {k: !FindInMap [M, !Ref Z, k]}, y: {k: !FindInMap [M, !Ref Z, k]}}}
      Conditions: {C: !Not [{Condition: C}]}
      Resources:
        G:
          Type: AWS::EC2::SecurityGroup
          Condition: C
          Properties:
            SecurityGroupIngress:
              - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Sub "${A}"}
              - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !FindInMap [M, !Ref Z, k]}
      """
    let document = try #require(YAMLTrees().parse(Array(text.utf8), isTemplate: false).documents.first)
    #expect(!CloudDocument.read(document).groups.isEmpty)
  }

  @Test("scripts that read each other end, and say once what they do")
  func sourced() {
    let script = Array("#!/bin/sh\n. ./a\niptables -P INPUT DROP\nopen 22\n".utf8)
    let files = [
      "a": "open() { iptables -A INPUT -p tcp --dport $1 -j ACCEPT; }\n. \"$(dirname \"$0\")/b\"\n",
      "b": "source ${HERE}/a\n. b\n. missing\n",
    ]
    let declared = FirewallCommands.read(script: script) { name in files[name].map { Array($0.utf8) } }
    let rules = declared.groups.flatMap(\.rules)
    #expect(rules.count == 1)
    // What a library does stands where it is called.
    #expect(rules.allSatisfy { $0.origin.line == 4 })
    #expect(declared.diagnostics.isEmpty)
  }

  @Test("a template's text keeps its lines")
  func templates() {
    var generator = Generator(seed: 22)
    let source = Array(
      "a: {{ .x }}\n{{- if .y }}\nb:\n{{ toYaml .z\n | nindent 2 }}\n{{- end }}\n{# c #}\n{% for i in j %}d{% endfor %}\n"
        .utf8)
    for _ in 0..<Mutation.rounds(300) {
      let damaged = Mutation.damage(source, &generator)
      #expect(TemplateText(damaged).bytes.count { $0 == 10 } == damaged.count { $0 == 10 })
    }
  }
}
