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
